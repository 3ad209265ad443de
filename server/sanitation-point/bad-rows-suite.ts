/** Rows that cannot be taken: each is told by row, column and what to do. */
import { describe, expect, test } from 'vitest';
import { aRegister } from './book-under-test.ts';
import { csv, type SheetsUnderTest, xlsx } from './sheets-under-test.ts';

export function badRowsSuite({ preview, told }: SheetsUnderTest): void {
  describe('bad files, each with row, column and what to do', () => {
    test('numbers as text are read; what is no number is told', async () => {
      const bytes = await xlsx(sheet => {
        sheet.addRow(['测评点编号', '扣分项', '扣分']);
        sheet.addRow(['P1', '积水', '1.5']);
        sheet.addRow(['P2', '积水', "'0.5"]);
        sheet.addRow(['P3', '积水', '一点五']);
        sheet.addRow(['P4', '积水', '-1']);
        sheet.addRow(['P5', '积水', '1,5']);
        sheet.addRow(['P6', '积水', '100.5']);
      });
      expect(await told(bytes)).toEqual([
        '4 扣分 应为 0 至 100 的数字，如 0.5',
        '5 扣分 扣分应写正数：请去掉负号',
        '6 扣分 应为 0 至 100 的数字，如 0.5',
        '7 扣分 应为 0 至 100 的数字，如 0.5',
      ]);
    }, 30_000);

    test('codes as floats', async () => {
      expect(await told(csv('4.40306E+14,,,积水,1,,,,', '1.0,,,积水,1,,,,'))).toEqual([
        '2 测评点编号 编号被表格软件改成了科学计数：请把该列设为“文本”格式，重新填写编号',
        '3 测评点编号 编号被表格软件当作小数：请把该列设为“文本”格式，重新填写编号',
      ]);
    });

    test('codes and names that the register does not have', async () => {
      expect(
        await told(csv('P99,,,积水,1,,,,', 'p1,点4,,积水,1,,,,', ',不存在的点,,积水,1,,,,', ',,,积水,1,,,,')),
      ).toEqual([
        '2 测评点编号 名册没有测评点“P99”：请按名册更正编号',
        '3 测评点编号 名册没有测评点“p1”：名称相同的是 P4，请核对',
        '4 测评点名称 名册没有叫“不存在的点”的测评点：请填写编号',
        '5 测评点编号 没有写测评点：请填写编号；标题占几行或有合并单元格时，请把标题改成一行',
      ]);
    });

    test('formulas: a result is taken, none or an error is told', async () => {
      const bytes = await xlsx(sheet => {
        sheet.addRow(['测评点编号', '扣分项', '扣分']);
        sheet.addRow(['P1', '积水', { formula: '1+0.5', result: 1.5 }]);
        sheet.addRow(['P2', '积水', { formula: 'Z9*2' }]);
        sheet.addRow(['P3', '积水', { formula: '1/0', result: { error: '#DIV/0!' } as never }]);
      });
      expect(await told(bytes)).toEqual([
        '3 扣分 公式没有结果：请复制后“选择性粘贴”为数值',
        '4 扣分 公式没有结果：请复制后“选择性粘贴”为数值',
      ]);
    }, 30_000);

    test('formulas are told in every column, and so is what is too long to be kept', async () => {
      const message = '公式没有结果：请复制后“选择性粘贴”为数值';
      const rows = [
        '=B7,,,积水,1,,,,',
        'P2,,,=B7,1,,,,',
        'P3,,,积水,1,#REF!,,,',
        'P4,,,积水,1,,=NOW(),,',
        'P5,,,积水,1,,,#N/A,22',
      ];
      expect(await told(csv(...rows, `P6,,,${'水'.repeat(61)},1,,,,`))).toEqual([
        ...['2 测评点编号', '3 扣分项', '4 备注', '5 时间', '6 经度'].map(at => `${at} ${message}`),
        '7 扣分项 超过 60 个字：请缩短',
      ]);
    });

    test('a name that several points have names none of them; a point that is clean in two rows is told', async () => {
      const twins = { register: aRegister(2, { name: '同名' }) };
      expect(await told(csv(',同名,,积水,1,,,,'), {}, twins)).toEqual([
        '2 测评点名称 有 2 个测评点叫“同名”：请填写编号',
      ]);
      const { ready, warnings, counts } = await preview(csv('P1,,,,,,,,', 'P1,,,无,,,,,'));
      expect([ready, counts.clean]).toEqual([true, 1]);
      expect(warnings.map(({ row, column, message }) => `${row} ${column} ${message}`)).toEqual([
        '3 测评点编号 与第 2 行重复',
      ]);
    });

    test('places that are none, outside the subdistrict, or half given', async () => {
      const found = await told(
        csv(
          'P1,,,积水,1,,,22.56,113.9',
          'P2,,,积水,1,,,0,0',
          'P3,,,积水,1,,,114.2,22.56',
          'P4,,,积水,1,,,113.9,',
          'P5,,,积水,1,,,113°53′,22.5',
        ),
      );
      expect(found).toEqual([
        '2 经度 经纬度颠倒（lon 22.56, lat 113.9）：请更正',
        '3 经度 设备未定位（0, 0）：请更正',
        '4 经度 位置在街道范围之外：请核对经纬度和所选坐标系，或把经纬度留空（按登记位置）',
        '5 纬度 经度、纬度只填了一个：请补全，或两个都留空',
        '6 经度 应为小数，如 113.893125，不要写度分秒',
      ]);
    });

    test('rows of another round', async () => {
      const rows = ['2026-10', '2026年9月', '2026Q4', '第三期', ''].map((round, i) => `${round},P${i + 1},积水,1`);
      expect(await told(Buffer.from(['轮次,测评点编号,扣分项,扣分', ...rows].join('\n')))).toEqual([
        '3 轮次 此行属于 2026-09，导入的是 2026-10：请分轮导入，或更正轮次',
        '4 轮次 此行属于 2026-Q4，导入的是 2026-10：请分轮导入，或更正轮次',
      ]);
    });

    test('rows that contradict each other or themselves', async () => {
      expect(
        await told(
          csv(
            'P1,,,积水,1,,,,',
            'P1,,,,,,,,',
            'P2,,,积水,,,,,',
            'P3,,,,2,,,,',
            'P4,,,积水,0,,,,',
            'P5,,,积水,1,,2026-11-29,,',
            'P6,,,积水,1,,十月,,',
          ),
        ),
      ).toEqual([
        '3 扣分项 同一测评点在第 2 行有扣分：请删去此行，或补上扣分项与扣分',
        '4 扣分 有扣分项却没有扣分：请填写扣分；没有问题的请把扣分项留空',
        '5 扣分项 有扣分却没有扣分项：请填写扣分项，没有扣分的请把扣分留空',
        '6 扣分 扣分为 0：合格的请把扣分项留空，否则请填写扣分',
        '7 时间 晚于当前时间：请更正',
        '8 时间 应为日期或时间，如 2026-11-28 或 2026-11-28 14:30',
      ]);
    });
  });
}
