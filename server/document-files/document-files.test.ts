import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import { documentAnswer, writeDocx } from './document-answer.ts';
import type { DocumentPicture, OfficeDocument } from './office-document.ts';

const photo: DocumentPicture = {
  kind: 'picture',
  bytes: readFileSync(new URL('../../scripts/demo/evidence-photo.jpg', import.meta.url)),
  ...{ type: 'jpg', width: 640, height: 480, caption: '图1　中山公园南门' },
};

const document: OfficeDocument = {
  title: '环卫指数测评点重复扣分通报',
  subtitle: ['2026年11月', '第1期'],
  sections: [
    {
      heading: '一、总体情况',
      blocks: [
        { kind: 'paragraph', text: '本月共测评 905 个点。\n其中 <3 & 4> 个\u0000重复扣分。' },
        {
          kind: 'figures',
          figures: [
            { label: '重复扣分率', value: '12.5%', note: '3/24' },
            { label: '得分', value: null },
          ],
        },
      ],
    },
    {
      heading: null,
      blocks: [
        { kind: 'heading', text: '（一）社区' },
        {
          ...{ kind: 'table', caption: '表1　重复扣分点' },
          columns: [
            { heading: '编号', width: 2 },
            { heading: '扣分', align: 'right' },
          ],
          rows: [
            ['440306017018001', '2'],
            ['CP-002', null],
          ],
        },
        photo,
        { kind: 'pictures', pictures: [photo, { ...photo, caption: '图3　菜市场' }] },
        {
          kind: 'signatures',
          signatures: [
            { role: '签发', name: '张主任（演示）', at: '2026年11月3日' },
            { role: '审签', name: null, at: null },
          ],
        },
      ],
    },
  ],
  footer: ['演示数据', '示意边界'],
};

test('a document reads back as it was given: headings, text, figures, table, pictures, signatures', async () => {
  const bytes = await writeDocx(document);
  const { value: html, messages } = await mammoth.convertToHtml({ buffer: bytes });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  for (const said of [
    '<strong>环卫指数测评点重复扣分通报</strong>',
    '第1期',
    '<h1>一、总体情况</h1>',
    '本月共测评 905 个点。<br />其中 &lt;3 &amp; 4&gt; 个重复扣分。',
    '<h2>（一）社区</h2>',
    '<td><p>440306017018001</p></td><td><p>2</p></td>',
    '<td><p>CP-002</p></td><td><p>—</p></td>',
    '<strong>12.5%</strong>',
    '图1　中山公园南门',
    '图3　菜市场',
    '张主任（演示）',
    '审签：',
  ])
    expect(html).toContain(said);
  expect(html.match(/<img /g)).toHaveLength(3);
  expect(html.indexOf('一、总体情况')).toBeLessThan(html.indexOf('表1'));
}, 30_000);

test('paper, fonts and footer are those of an official document', async () => {
  const zip = await JSZip.loadAsync(await writeDocx(document));
  const xmlOf = async (name: RegExp) => {
    const part = Object.values(zip.files).find(file => name.test(file.name));
    return part ? part.async('string') : '';
  };
  const body = await xmlOf(/^word\/document\.xml$/);
  expect(body).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
  for (const font of ['宋体', '黑体', '仿宋', '楷体']) expect(body).toContain(`w:eastAsia="${font}"`);
  expect(body).toContain('<w:tblHeader/>');
  const footer = await xmlOf(/^word\/footer\d*\.xml$/);
  expect(footer).toContain('PAGE');
  expect(footer).toContain('演示数据 · 示意边界');
}, 30_000);

test('the answer is a Word file with a Chinese name, and there is none without its audit row', async () => {
  const taken = { cause: { actor: 'duty', address: '' }, subject: 'XA-TB202610-01', what: {}, now: 0 };
  const full = { commit: () => Promise.reject(new Error('disk full')) };
  await expect(documentAnswer('环卫通报', document, { ...taken, changeLog: full })).rejects.toThrow('disk full');
  const changeLog = { commit: () => Promise.resolve(undefined as never) };
  const answer = await documentAnswer('环卫通报', document, { ...taken, changeLog });
  expect(answer.headers).toEqual({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'Content-Disposition': `attachment; filename="table.docx"; filename*=UTF-8''${encodeURIComponent('环卫通报')}.docx`,
  });
}, 30_000);

test('the event loop goes on while a long document is written', async () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => [`CP-${i}`, String(i)]);
  const table = { kind: 'table', columns: [{ heading: '编号' }, { heading: '扣分' }], rows } as const;
  let turns = 0;
  const ticker = setInterval(() => turns++, 1);
  const bytes = await writeDocx({ ...document, sections: [{ heading: null, blocks: [table] }] });
  clearInterval(ticker);
  // In this thread it would get less than ten.
  expect(turns).toBeGreaterThan(50);
  expect((await mammoth.extractRawText({ buffer: bytes })).value).toContain('CP-1999');
}, 60_000);
