/**
 * Turns the first complaint of a zod schema into a refusal that a person can act on: which field, what was expected, what came.
 * In: a schema and a value from outside. Out: the parsed value, or a thrown `Refused` such as `lon：应为数字，收到 "abc"`.
 * The value is cut short, and never shown for fields that hold secrets.
 * A schema's own `.refine(…, { params: { zh, en } })` gives its sentence in both languages.
 */
import type { z } from 'zod';
import { badInput, type Sentence } from './refused.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const SHOWN_VALUE_LENGTH = 60;
/** A body of a million wrong keys must not come back as an answer of the same size. */
const MOST_NAMED_KEYS = 5;
/** Echoing these would put a secret into logs, screens and tickets. */
const SECRET_FIELD = /password|token|secret|authorization/i;

export function checkInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = mostTelling(result.error.issues);
  if (issue === undefined) throw new Error('A failed parse without an issue.');
  const expected = expectation(issue);
  const isUnknownKey = issue.code === 'unrecognized_keys';
  const at = dotted(issue.path);
  const field = isUnknownKey ? dotted([...issue.path, shorten(issue.keys[0] ?? '')]) : at;
  const shown = isUnknownKey ? '' : received(value, issue.path);
  const named = (language: keyof Sentence, colon: string) => (at === '' ? '' : at + colon) + expected[language];
  throw badInput(field, {
    zh: named('zh', '：') + (shown && `，收到 ${shown}`),
    en: `${named('en', ': ')}${shown && `, received ${shown}`}`,
  });
}

/** `['reporter', 'phone']` -> `reporter.phone`, `[3, 'lon']` -> `[3].lon`. */
function dotted(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** Of a union, the branch that understood most of the value: an array with one bad item is not "neither an object nor an array". */
function mostTelling(issues: readonly Issue[]): Issue | undefined {
  const [issue] = issues;
  if (issue?.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .map(branch => mostTelling(branch))
    .filter(found => found !== undefined)
    .sort((a, b) => weight(b) - weight(a))[0];
  if (inner === undefined || weight(inner) === 0) return issue;
  return { ...inner, path: [...issue.path, ...inner.path] };
}

const weight = (issue: Issue) => 2 * issue.path.length + (issue.code === 'invalid_type' ? 0 : 1);

const TYPES: Record<string, Sentence> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  object: { zh: '对象', en: 'an object' },
  array: { zh: '数组', en: 'an array' },
  record: { zh: '对象', en: 'an object' },
};

const FORMATS: Record<string, Sentence> = {
  datetime: { zh: '带时区的 ISO 8601 时间', en: 'an ISO 8601 time with a zone' },
  uuid: { zh: 'UUID', en: 'a UUID' },
};

function expectation(issue: Issue): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return should(typeName(issue.expected));
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? '<' : '≤', issue.maximum);
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? '>' : '≥', issue.minimum);
    case 'invalid_format':
      return should(
        FORMATS[issue.format] ?? {
          zh: `符合格式 ${issue.pattern ?? issue.format}`,
          en: `of the form ${issue.pattern ?? issue.format}`,
        },
      );
    case 'invalid_value': {
      const values = issue.values.map(value => JSON.stringify(value)).join(' | ');
      return should({ zh: values, en: values });
    }
    case 'unrecognized_keys': {
      const keys = issue.keys
        .slice(0, MOST_NAMED_KEYS)
        .map(key => JSON.stringify(shorten(key)))
        .join(', ');
      return { zh: `不认识的字段 ${keys}`, en: `unknown field ${keys}` };
    }
    case 'invalid_union': {
      if ('options' in issue && issue.options !== undefined) {
        const values = issue.options.map(value => JSON.stringify(value)).join(' | ');
        return should({ zh: values, en: values });
      }
      const branches = issue.errors.map(branch => branch[0]).filter(found => found !== undefined);
      const names = branches.map(branch => (branch.code === 'invalid_type' ? typeName(branch.expected) : undefined));
      const known = names.filter(name => name !== undefined);
      return should({
        zh: known.map(name => name.zh).join('或') || '其他内容',
        en: known.map(name => name.en).join(' or ') || 'something else',
      });
    }
    case 'custom':
      return ownSentence(issue);
    default:
      return { zh: `内容不正确（${issue.code}）`, en: `not acceptable (${issue.code})` };
  }
}

const should = ({ zh, en }: Sentence): Sentence => ({
  zh: `应为${/^[\x20-\x7e]/.test(zh) ? ' ' : ''}${zh}`,
  en: `expected ${en}`,
});

const typeName = (expected: string): Sentence => TYPES[expected] ?? { zh: expected, en: expected };

function bound(origin: string, sign: string, limit: number | bigint): Sentence {
  if (origin === 'string') return { zh: `长度应 ${sign} ${limit}`, en: `expected a length ${sign} ${limit}` };
  if (origin === 'array') return { zh: `条数应 ${sign} ${limit}`, en: `expected a count ${sign} ${limit}` };
  return { zh: `应 ${sign} ${limit}`, en: `expected ${sign} ${limit}` };
}

function ownSentence(issue: Extract<Issue, { code: 'custom' }>): Sentence {
  const { zh, en } = issue.params ?? {};
  return { zh: typeof zh === 'string' ? zh : issue.message, en: typeof en === 'string' ? en : issue.message };
}

/** The offending value as it came, or '' when it must not be repeated. */
function received(value: unknown, path: Path): string {
  if (path.some(part => SECRET_FIELD.test(String(part)))) return '';
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return 'undefined';
    at = Reflect.get(at, part);
  }
  if (Array.isArray(at)) return `[… ${at.length}]`;
  if (typeof at === 'object' && at !== null) return '{…}';
  return at === undefined ? 'undefined' : shorten(JSON.stringify(at));
}

/** By code points, so that no half of a character is left at the cut. */
function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length <= SHOWN_VALUE_LENGTH ? text : `${letters.slice(0, SHOWN_VALUE_LENGTH).join('')}…`;
}
