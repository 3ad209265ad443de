import { expect, test } from 'vitest';
import { checkNewPassword, hashPassword, passwordMatches } from './passwords.ts';

test.each(['short', '12345678', '88888888', 'Password1', 'admin2026', 'zhang.san1', 'Gridwall2026'])(
  '%s is refused',
  password => {
    expect(() => checkNewPassword(password, 'zhang.san')).toThrow(/bad-input/);
  },
);

test.each(['correct horse', '新安街道指挥中心', 'x7-Lq2!p'])('%s is accepted', password => {
  expect(() => checkNewPassword(password, 'zhang.san')).not.toThrow();
});

test('a hash is argon2id with a salt of its own, and fits its password only', async () => {
  const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await passwordMatches(one, 'correct horse')).toBe(true);
  expect(await passwordMatches(one, 'correct horsf')).toBe(false);
});

test('[E8] an account that does not exist costs as much as one that does', async () => {
  const hash = await hashPassword('correct horse');
  const timed = async (stored: string | undefined) => {
    const startedAt = performance.now();
    for (let i = 0; i < 5; i++) await passwordMatches(stored, 'wrong');
    return performance.now() - startedAt;
  };
  await timed(undefined);
  const [unknown, known] = [await timed(undefined), await timed(hash)];
  expect(unknown / known).toBeGreaterThan(0.3);
});
