/**
 * One thing at a time that a form asks the server to do. In: path, shape of the answer, what is asked. Out: the answer, or null with
 * the reason kept: as a sentence, and the name of the field it is about when the server named one that the form has.
 * Nothing is sent while the link is lost: what somebody pressed during an outage must not happen ten minutes later.
 */
import { use, useState } from 'react';
import type { z } from 'zod';
import type { RowFault } from '../../server/contract/refusal.ts';
import { WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { askServer, type Question } from './ask-server.ts';

export interface Problem {
  sentence: string;
  /** `homeZone` for `[0].homeZone` or `homeZone.id`; null = about the whole. */
  field: string | null;
  /** Of a table that was imported. */
  rows: readonly RowFault[];
}

export interface Sending {
  isBusy: boolean;
  problem: Problem | null;
  /** The sentence for this field, or undefined. */
  about: (field: string) => string | undefined;
  forget: () => void;
  send: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    question: Question,
  ) => Promise<{ value: z.infer<Schema> } | null>;
}

/** `fields`: that the form shows a sentence beside; every other problem is about the whole. */
export function useSending(fields: readonly string[] = []): Sending {
  const store = use(WallStoreContext);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    isBusy,
    problem,
    about: field => (problem?.field === field ? problem.sentence : undefined),
    forget: () => setProblem(null),
    async send(path, schema, question) {
      if (isBusy) return null;
      if (store.getState().link.name !== 'live') {
        setProblem({ sentence: say('command.link-lost'), field: null, rows: [] });
        return null;
      }
      setBusy(true);
      setProblem(null);
      const answer = await askServer(path, schema, question);
      setBusy(false);
      if (answer.name === 'answered') return { value: answer.value };
      if (answer.name === 'unreachable') setProblem({ sentence: say('form.unanswered'), field: null, rows: [] });
      else {
        const { message, field, rows = [] } = answer.refusal;
        const name = fieldName(field);
        setProblem({ sentence: message, field: name !== null && fields.includes(name) ? name : null, rows });
      }
      return null;
    },
  };
}

function fieldName(path: string | undefined): string | null {
  return path?.match(/[a-zA-Z]\w*/)?.[0] ?? null;
}
