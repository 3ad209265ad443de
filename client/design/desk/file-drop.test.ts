import { expect, test } from 'vitest';
import { fileProblem } from './file-drop.tsx';

const TYPES = ['image/png'];
const problem = (type: string, size: number) => fileProblem({ type, size }, TYPES, 8 * 1_048_576);

test('a file of another type, too large or empty goes nowhere, and the sentence says why', () => {
  expect(problem('image/png', 8 * 1_048_576)).toBeNull();
  expect(problem('image/png', 8 * 1_048_576 + 1)).toBe('文件超过 8 兆');
  expect(problem('application/pdf', 10)).toBe('文件类型不支持');
  expect(problem('', 10)).toBe('文件类型不支持');
  expect(problem('image/png', 0)).toBe('文件是空的');
});

test('a type may be the ending of the name, however it is written', () => {
  const named = (name: string) => fileProblem({ type: 'application/vnd.ms-excel', size: 10, name }, ['.csv'], 100);
  expect(named('十月.CSV')).toBeNull();
  expect(named('十月.xls')).toBe('文件类型不支持');
});
