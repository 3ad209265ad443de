/**
 * A round's sheet on its way in: previewed as soon as file and choices are there and again with every change of them, then committed as
 * it was previewed [SP-26]. In: the file, the choices. Out: the preview or why there is none; what was written. An older preview never
 * replaces a newer one, and nothing is written by a preview.
 */
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { RowFault } from '../../server/contract/refusal.ts';
import {
  type RoundImported,
  type RoundPreview,
  roundImported,
  roundPreview,
  type roundSheetQuestion,
} from '../../server/contract/sanitation-import.ts';
import { askServer, type ServerAnswer } from '../connection/ask-server.ts';
import { say } from '../wording/wording.ts';

export type RoundSheetChoices = Required<Omit<z.output<typeof roundSheetQuestion>, 'file' | 'round'>> & {
  /** Null = not chosen yet. */
  round: string | null;
};

export type Previewed =
  | { name: 'nothing' }
  | { name: 'checking' }
  | { name: 'read'; preview: RoundPreview }
  | { name: 'refused'; sentence: string; rows: readonly RowFault[] };

/** Of what the sheet is called. */
const LONGEST_NAME = 120;

export function useRoundImport(file: File | null, choices: RoundSheetChoices) {
  const { round, crs, unlisted, mode } = choices;
  const [previewed, setPreviewed] = useState<Previewed>({ name: 'nothing' });
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    if (!file || round === null) {
      setPreviewed({ name: 'nothing' });
      return;
    }
    const stop = new AbortController();
    setPreviewed({ name: 'checking' });
    void askServer('/api/v1/sanitation-rounds/preview', roundPreview, {
      ...{ method: 'POST', body: bytesOf(file), signal: stop.signal },
      query: { round, crs, unlisted, mode, file: file.name.slice(-LONGEST_NAME) },
    }).then(answer => {
      if (stop.signal.aborted) return;
      setPreviewed(answer.name === 'answered' ? { name: 'read', preview: answer.value } : refusedBy(answer));
    });
    return () => stop.abort();
  }, [file, round, crs, unlisted, mode]);

  const write = async (): Promise<RoundImported | null> => {
    if (isBusy || !file || previewed.name !== 'read' || !previewed.preview.ready) return null;
    const { preview, round: previewedRound } = previewed.preview;
    setBusy(true);
    const answer = await askServer('/api/v1/sanitation-rounds/commit', roundImported, {
      ...{ method: 'POST', body: bytesOf(file) },
      query: { round: previewedRound, crs, unlisted, mode, file: file.name.slice(-LONGEST_NAME), preview },
    });
    setBusy(false);
    if (answer.name === 'answered') return answer.value;
    setPreviewed(refusedBy(answer));
    return null;
  };
  return { previewed, isBusy, write };
}

/** Some desks do not know the type of a sheet; the server looks into it anyway. */
const bytesOf = (file: File) => new Blob([file], { type: 'application/octet-stream' });

function refusedBy(answer: Exclude<ServerAnswer<unknown>, { name: 'answered' }>): Previewed {
  return answer.name === 'refused'
    ? { name: 'refused', sentence: answer.refusal.message, rows: answer.refusal.rows ?? [] }
    : { name: 'refused', sentence: say('asking.unreachable'), rows: [] };
}
