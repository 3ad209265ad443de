/** Cells of a round's sheet, each read by its kind [SP-23]. In: the text of a cell. Out: its value, null when empty; throws `BadCell`. */
import type { LocalDays } from '../profile/local-day.ts';
import { BadCell } from '../table-files/bad-cell.ts';

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets is 30 December 1899. */
const SPREADSHEET_EPOCH_DAY = -25_569;

/** Full-width digits and signs as plain ones. */
const narrow = (cell: string) => cell.normalize('NFKC').trim();

export function readCode(cell: string): string | null {
  const text = narrow(cell).replace(/^'/, '');
  refuseFormula(text);
  if (/^\d+(\.\d+)?e[+-]?\d+$/i.test(text))
    throw new BadCell({
      zh: '编号被表格软件改成了科学计数：请把该列设为“文本”格式，重新填写编号',
      en: 'A spreadsheet turned the code into scientific notation: set the column to text and enter the codes again.',
    });
  if (/^\d+\.\d+$/.test(text))
    throw new BadCell({
      zh: '编号被表格软件当作小数：请把该列设为“文本”格式，重新填写编号',
      en: 'A spreadsheet took the code for a decimal: set the column to text and enter the codes again.',
    });
  return text === '' ? null : text;
}

export function readWords(most: number): (cell: string) => string | null {
  return cell => {
    refuseFormula(cell);
    if ([...cell].length > most)
      throw new BadCell({ zh: `超过 ${most} 个字：请缩短`, en: `Longer than ${most} characters: shorten it.` });
    if (/[\0\p{Surrogate}]/u.test(cell))
      throw new BadCell({ zh: '含有无法保存的字符：请重新填写', en: 'Holds a character that cannot be stored.' });
    return cell === '' ? null : cell;
  };
}

/** `1.5`, `１．５`, `1.5分`. */
export function readScore(cell: string): number | null {
  const text = narrow(cell).replace(/^'/, '').replace(/分$/, '').trim();
  refuseFormula(text);
  if (text === '') return null;
  if (/^-\d/.test(text))
    throw new BadCell({
      zh: '扣分应写正数：请去掉负号',
      en: 'Points off are written as a positive number: remove the sign.',
    });
  if (!/^(\d{1,3}|\d{0,3}\.\d{1,4})$/.test(text) || Number(text) > 100)
    throw new BadCell({ zh: '应为 0 至 100 的数字，如 0.5', en: 'Expected a number from 0 to 100, like 0.5.' });
  return Number(text);
}

export function readDegrees(cell: string): number | null {
  const text = narrow(cell).replace(/^'/, '').replace(/°$/, '');
  refuseFormula(text);
  if (text === '') return null;
  if (!/^-?\d{1,8}(\.\d+)?$/.test(text))
    throw new BadCell({
      zh: '应为小数，如 113.893125，不要写度分秒',
      en: 'Expected a decimal number like 113.893125, no degrees and minutes.',
    });
  return Number(text);
}

/** `2026-11-08`, `2026/11/8 9:30`, `2026年11月8日`, `20261108`, a spreadsheet's own date; by the clock on the wall. Out: UTC ms. */
export function readInstant(days: LocalDays): (cell: string) => number | null {
  return cell => {
    const text = narrow(cell).replace(/^'/, '');
    refuseFormula(text);
    if (text === '') return null;
    if (/^\d{5}(\.\d+)?$/.test(text)) {
      const since = Number(text) + SPREADSHEET_EPOCH_DAY;
      const day = Math.floor(since);
      return days.instantOn(day, Math.round((since - day) * 86_400) * 1000);
    }
    const [, year, month, day, hour = '0', minute = '0', second = '0'] =
      /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:时](\d{1,2})分?(?::(\d{1,2})(?:\.\d+)?)?Z?)?$/.exec(
        text,
      ) ??
      /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
      [];
    const utc = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const isDay = Number(month) >= 1 && new Date(utc).getUTCMonth() === Number(month) - 1;
    if (Number.isNaN(utc) || !isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
      throw new BadCell({
        zh: '应为日期或时间，如 2026-11-28 或 2026-11-28 14:30',
        en: 'Expected a date or a time like 2026-11-28 or 2026-11-28 14:30.',
      });
    return days.instantOn(utc / DAY_MS, ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000);
  };
}

/** `2026-10`, `2026年10月`, `2026-Q4`, `2026年第4季度`; what cannot be read says nothing. */
export function readRoundName(cell: string): string | null {
  const text = narrow(cell);
  const [, quarterYear, quarter] = /^(\d{4})[-年]?(?:Q|第)?([1-4])(?:季度)?$/i.exec(text) ?? [];
  if (quarter !== undefined && /Q|季/i.test(text)) return `${quarterYear}-Q${quarter}`;
  const [, year, month] = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text) ?? [];
  return month === undefined ? null : `${year}-${month.padStart(2, '0')}`;
}

/** One that was never calculated, or whose result is an error. */
function refuseFormula(text: string): void {
  if (!/^=|^#(REF|N\/A|VALUE|NAME\?|DIV\/0|NUM|NULL)!?/i.test(text)) return;
  throw new BadCell({
    zh: '公式没有结果：请复制后“选择性粘贴”为数值',
    en: 'A formula without a result: copy it and paste its value.',
  });
}
