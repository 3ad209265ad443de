/**
 * What `npm start` says on the terminal, in Chinese and English: where to look, how to sign in, and that nothing of it is real.
 * In: address, password, number of zones, departments. Out: the text.
 */
import type { Seeded } from './seed.ts';

export function startText(start: {
  url: string;
  password: string;
  zones: number;
  /** Names, in the order of the accounts. */
  departments: readonly string[];
}): string {
  const { url, password, zones, departments } = start;
  const chiefs = zones > 1 ? `chief1…chief${zones}` : 'chief1';
  return `
  网格指挥墙 Gridwall                    演示数据，非真实业务 · demonstration data, nothing of it is real

  大屏 Wall         ${url}/wall
  指挥台 Console    ${url}/console
  规划 Planning     ${url}/planning
  手机 Phone        ${url}/field
  登录 Sign in      ${url}/sign-in
  接口 Interface    ${url}/api

  账号 Accounts     duty、duty2 值班员 · leader 领导 · ${chiefs} 片区长 · field 一线人员 · admin 管理员
                    ${departments.map((name, i) => `${i === 0 ? 'dept' : `dept${i + 1}`} ${name}`).join(' · ')}
  密码 Password     ${password}

  按 Ctrl+C 结束 · Press Ctrl+C to end
`;
}

/** What the first start adds, once it is there. */
export function seededText(seeded: Seeded): string {
  const { finished, open, rounds, deductions, units } = seeded;
  return (
    `  首次启动，已写入演示数据：巡查力量 ${units}，历史事件 ${finished}，在办事件 ${open}，环卫测评 ${rounds} 轮、扣分 ${deductions}\n` +
    `  First start, demonstration data added: ${units} units, ${finished} finished and ${open} open incidents, ${rounds} sanitation rounds with ${deductions} deductions\n`
  );
}
