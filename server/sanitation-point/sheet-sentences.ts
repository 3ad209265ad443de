/** What is said of a row of a round's sheet: what is wrong, and what to do. */
import type { Crs } from '../contract/coordinates.ts';
import type { Sentence } from '../http/refused.ts';
import type { CrsHint } from './crs-hint.ts';
import type { ListedPoint } from './point-register.ts';

export const NO_POINT: Sentence = {
  zh: '没有写测评点：请填写编号；标题占几行或有合并单元格时，请把标题改成一行',
  en: 'No point is named: enter its code; if the headings take several rows or are merged, make them one row.',
};
export const NO_ITEM: Sentence = {
  zh: '有扣分却没有扣分项：请填写扣分项，没有扣分的请把扣分留空',
  en: 'Points are taken off, but no item is named: name it, or leave the points empty.',
};
export const NO_SCORE: Sentence = {
  zh: '有扣分项却没有扣分：请填写扣分；没有问题的请把扣分项留空',
  en: 'An item is named, but no points: enter them, or leave the item empty.',
};
export const ZERO_SCORE: Sentence = {
  zh: '扣分为 0：合格的请把扣分项留空，否则请填写扣分',
  en: 'The points are 0: leave the item empty where nothing was found, else enter the points.',
};
export const IN_FUTURE: Sentence = { zh: '晚于当前时间：请更正', en: 'Later than now: correct it.' };
export const HALF_A_PLACE: Sentence = {
  zh: '经度、纬度只填了一个：请补全，或两个都留空',
  en: 'Only one of longitude and latitude is given: enter both or none.',
};
export const OUTSIDE: Sentence = {
  zh: '位置在街道范围之外：请核对经纬度和所选坐标系，或把经纬度留空（按登记位置）',
  en: 'The place lies outside the subdistrict: check the coordinates and their system, or leave them empty.',
};

export function unknownCode(code: string, named: ListedPoint | null): Sentence {
  return named === null
    ? {
        zh: `名册没有测评点“${code}”：请按名册更正编号`,
        en: `The register has no point "${code}": correct the code by the register.`,
      }
    : {
        zh: `名册没有测评点“${code}”：名称相同的是 ${named.code}，请核对`,
        en: `The register has no point "${code}"; the one of this name is ${named.code}: check it.`,
      };
}

export function unknownName(name: string, count: number): Sentence {
  return count === 0
    ? {
        zh: `名册没有叫“${name}”的测评点：请填写编号`,
        en: `The register has no point called "${name}": enter its code.`,
      }
    : {
        zh: `有 ${count} 个测评点叫“${name}”：请填写编号`,
        en: `${count} points are called "${name}": enter the code.`,
      };
}

export function differs(zh: string, en: string, listed: string): Sentence {
  return {
    zh: `${zh}与名册（${listed}）不一致，按名册导入`,
    en: `The ${en} differs from the register (${listed}), which is kept.`,
  };
}

export function unknownItem(item: string): Sentence {
  return {
    zh: `扣分标准里没有“${item}”：请按扣分标准填写`,
    en: `The profile's list has no "${item}": use one of its items.`,
  };
}

export function otherScore(points: number): Sentence {
  return { zh: `与扣分标准（${points} 分）不同，按表导入`, en: `The list says ${points} points; the sheet is taken.` };
}

export function twice(row: number): Sentence {
  return { zh: `与第 ${row} 行重复`, en: `The same as in row ${row}.` };
}

export function outsideRound(round: string): Sentence {
  return { zh: `时间不在 ${round} 之内，请核对`, en: `The time lies outside ${round}: check it.` };
}

export function otherRound(stated: string, round: string): Sentence {
  return {
    zh: `此行属于 ${stated}，导入的是 ${round}：请分轮导入，或更正轮次`,
    en: `This row is of ${stated}, but ${round} is imported: import each round by itself, or correct it.`,
  };
}

export function takenNumber(point: string, round: string): Sentence {
  return {
    zh: `扣分编号已用于 ${round} 的 ${point}：请更换编号`,
    en: `The number belongs to a deduction of ${point} in ${round}: use another.`,
  };
}

/** As the planning desk calls them. */
const CRS_ZH: Readonly<Record<Crs, string>> = {
  WGS84: '国际标准坐标',
  CGCS2000: '国家2000坐标',
  GCJ02: '国测局坐标',
  BD09: '百度坐标',
  'EPSG:4547': '国家2000投影114度带',
  'EPSG:4526': '国家2000投影38带',
};

export function wrongSystem(declared: Crs, { better, declaredM, betterM }: CrsHint): Sentence {
  return {
    zh: `按${CRS_ZH[declared]}与登记位置相差约 ${declaredM} 米（中位数），按${CRS_ZH[better]}只差 ${betterM} 米：请改选${CRS_ZH[better]}后重新预览`,
    en: `As ${declared} the places lie about ${declaredM} m from the registered ones (median), as ${better} ${betterM} m: choose ${better} and preview again.`,
  };
}

export function farAway(distanceM: number): Sentence {
  return { zh: `距登记位置 ${distanceM} 米，请核对`, en: `${distanceM} m from the registered place: check it.` };
}

/** The column stands beside it: `lon：` in front would say it twice. */
export function withoutField({ zh, en }: Sentence): Sentence {
  return { zh: `${zh.replace(/^[a-z、]+：/i, '')}：请更正`, en: `${en.replace(/^[a-z, ]+: /i, '')}: correct it.` };
}

export function deductedElsewhere(row: number): Sentence {
  return {
    zh: `同一测评点在第 ${row} 行有扣分：请删去此行，或补上扣分项与扣分`,
    en: `The same point has a deduction in row ${row}: remove this row, or complete it.`,
  };
}
