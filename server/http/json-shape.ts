/**
 * Looks at a parsed body before any schema does: nesting that no message of ours has, and keys that reach for object prototypes.
 * Nothing of ours nests deeper than geometry (a multi-polygon inside a feature inside a collection).
 */
import { badInput } from './refused.ts';

const DEEPEST = 10;

/** Walks without recursion, so that depth itself cannot hurt. Throws `bad-input`. */
export function checkShape(body: unknown): void {
  const waiting: { value: object; depth: number }[] = [];
  const visit = (value: unknown, depth: number) => {
    if (typeof value !== 'object' || value === null) return;
    if (depth > DEEPEST) {
      throw badInput('', {
        zh: `请求体嵌套超过 ${DEEPEST} 层`,
        en: `The body is nested more than ${DEEPEST} levels deep.`,
      });
    }
    waiting.push({ value, depth });
  };
  visit(body, 1);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (Object.hasOwn(next.value, '__proto__')) {
      throw badInput('__proto__', { zh: '不认识的字段 "__proto__"', en: 'unknown field "__proto__"' });
    }
    for (const inner of Object.values(next.value)) visit(inner, next.depth + 1);
  }
}
