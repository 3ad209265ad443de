/**
 * A bulletin as an official document (公文). In: the bulletin as it is shown, its map, its photos, the clock of the jurisdiction. Out: plain data
 * for document-files/. Figures are the frozen ones; what the communities answered and which points are clean since says as of when.
 */
import type { Bulletin, BulletinPoint } from '../contract/bulletin.ts';
import { chineseNumber } from '../document-files/chinese-number.ts';
import type { DocumentBlock, DocumentFigure, OfficeDocument } from '../document-files/office-document.ts';
import type { DrawnPicture } from '../picture/pictures.ts';
import { STATE_WORDS } from './bulletin-words.ts';

export interface DocumentParts {
  /** Who issues it: 新安街道城市管理办公室. */
  office: string;
  indexName: string;
  map: DrawnPicture | null;
  /** By photo id. */
  photos: ReadonlyMap<string, DrawnPicture>;
  /** Of photos that did not fit in. */
  photosLeftOut: number;
  footer: readonly string[];
  /** `2026-11-22 14:05:00` for UTC ms. */
  clock(ms: number): string;
  now: number;
}

export function bulletinDocument(bulletin: Bulletin, parts: DocumentParts): OfficeDocument {
  const { id, month, state, issued, signed, replaces, correction, replacedBy } = bulletin;
  const { office, indexName, clock, footer } = parts;
  const titled: [heading: string, blocks: DocumentBlock[]][] = [
    ['总体情况', overall(bulletin, parts)],
    ['分社区情况', [communityTable(bulletin)]],
    ...(parts.map ? [['点位示意图', [mapBlock(parts.map)]] as [string, DocumentBlock[]]] : []),
    ['重复扣分测评点', pointBlocks(bulletin, parts)],
    ['整改要求', [paragraph(REQUEST)]],
    ['社区反馈', answers(bulletin, parts)],
  ];
  const marks = [
    ...(state === 'signed' ? [] : [`（${STATE_WORDS[state].zh}${replacedBy === null ? '' : `：${replacedBy}`}）`]),
    ...(replaces === null ? [] : [`（更正 ${replaces}：${correction}）`]),
  ];
  return {
    title: `关于${monthText(month)}${indexName}测评点重复扣分情况的通报`,
    subtitle: [id, ...marks, `${office}　${dayText(clock((signed ?? issued)?.at ?? parts.now))}`],
    sections: [
      ...titled.map(([heading, blocks], i) => ({ heading: `${chineseNumber(i + 1)}、${heading}`, blocks })),
      {
        heading: null,
        blocks: [
          {
            kind: 'signatures',
            signatures: [
              { role: '提交', name: issued?.by ?? null, at: issued && dayText(clock(issued.at)) },
              { role: '签发', name: signed?.by ?? null, at: signed && dayText(clock(signed.at)) },
            ],
          },
        ],
      },
    ],
    footer,
  };
}

const REQUEST =
  '有关社区应对照所列测评点加大整改力度，逐点落实责任人，反馈整改措施和完成期限。测评点须经其后一轮测评无扣分方可销号；未销号的，下月继续通报。';

function overall(
  { round, month, figures, points, isRunning, frozenAt }: Bulletin,
  { clock }: DocumentParts,
): DocumentBlock[] {
  const { registered, assessed, deducted, repeat, deductions, lost, carried, repeatRate, clearedRate } = figures;
  const shown: DocumentFigure[] = [
    { label: '已测评', value: String(assessed), note: `登记 ${registered} 个` },
    { label: '扣分点', value: String(deducted), note: `${deductions} 项次，扣 ${lost} 分` },
    { label: '重复扣分率', value: percent(repeatRate), note: `${repeatRate.numerator}/${repeatRate.denominator}` },
    { label: '上轮销号率', value: percent(clearedRate), note: `${clearedRate.numerator}/${clearedRate.denominator}` },
  ];
  return [
    paragraph(
      `${monthText(month)}（测评轮次 ${round}），登记测评点 ${registered} 个，已测评 ${assessed} 个，扣分 ${deducted} 个，其中重复扣分 ${repeat} 个；往期通报尚未销号 ${carried} 个。${named(points, round)}` +
        `${frozenAt === null ? '' : `以上数据截至 ${clock(frozenAt).slice(0, 16)}。`}${isRunning ? '该月测评尚未结束。' : ''}`,
    ),
    { kind: 'figures', figures: shown },
  ];
}

/** Repeats of earlier rounds that nobody named yet are no repeats of this round, and stand in the list. */
function named(points: readonly BulletinPoint[], round: string): string {
  const earlier = points.filter(point => isOfEarlier(point, round)).length;
  return `本次通报测评点 ${points.length} 个${earlier === 0 ? '' : `，其中 ${earlier} 个此前已重复扣分、本轮未测评`}。`;
}

function isOfEarlier({ kind, deductions }: BulletinPoint, round: string): boolean {
  return kind === 'repeat' && !deductions.some(deduction => deduction.round === round);
}

function communityTable({ communities, figures }: Bulletin): DocumentBlock {
  const cells = (name: string, of: Bulletin['figures']) => [
    ...[name, String(of.registered), String(of.assessed), String(of.deducted), String(of.repeat)],
    ...[percent(of.repeatRate), String(of.carried)],
  ];
  return {
    kind: 'table',
    caption: '表1　各社区重复扣分情况',
    columns: [
      { heading: '社区', width: 2 },
      ...['测评点', '已测评', '扣分点', '重复扣分', '重复扣分率', '未销号'].map(heading => ({
        heading,
        align: 'right' as const,
      })),
    ],
    rows: [...communities.map(one => cells(one.name, one)), cells('合计', figures)],
  };
}

function mapBlock(map: DrawnPicture): DocumentBlock {
  return { kind: 'picture', ...map, caption: '图1　通报测评点位置（编号见下表）' };
}

function pointBlocks({ communities, points, round }: Bulletin, parts: DocumentParts): DocumentBlock[] {
  if (points.length === 0) return [paragraph('本月没有重复扣分的测评点。')];
  const concerned = communities.filter(({ community }) => points.some(point => point.community === community));
  const blocks = concerned.flatMap(({ community, name }, i): DocumentBlock[] => {
    const own = points.filter(point => point.community === community);
    const pictures = own.flatMap(point => picturesOf(point, parts));
    return [
      { kind: 'heading', text: `（${chineseNumber(i + 1)}）${name}（${own.length} 个）` },
      {
        kind: 'table',
        columns: [
          { heading: '序号', width: 0.7, align: 'center' },
          { heading: '测评点', width: 2.2 },
          { heading: '责任岗位、责任人', width: 1.8 },
          { heading: '扣分记录', width: 3.2 },
          { heading: '销号', width: 1.1, align: 'center' },
        ],
        rows: own.map(point => pointCells(point, round, parts)),
      },
      ...(pictures.length > 0 ? [{ kind: 'pictures' as const, pictures }] : []),
    ];
  });
  const left = parts.photosLeftOut;
  return left === 0 ? blocks : [...blocks, paragraph(`另有 ${left} 张照片未列入本文，见系统。`)];
}

function pointCells(point: BulletinPoint, ofRound: string, { clock }: DocumentParts): string[] {
  const carried =
    point.kind === 'carried'
      ? `\n${point.namedFor} 轮已通报，尚未销号`
      : isOfEarlier(point, ofRound)
        ? '\n本轮未测评'
        : '';
  const deductions = point.deductions.map(
    ({ at, round, item, score, repeat }) =>
      `${at === null ? `${round} 轮` : clock(at).slice(0, 10)} ${item} ${score} 分${repeat ? '（重复）' : ''}`,
  );
  return [
    String(point.no),
    `${point.name}\n${point.code}　${point.venueType}${carried}`,
    `${point.responsibleRole}\n${point.responsiblePerson ?? '责任人未设定'}`,
    deductions.join('\n'),
    point.cleared === null ? '未销号' : `${point.cleared} 轮`,
  ];
}

function picturesOf({ no, name, deductions }: BulletinPoint, { photos }: DocumentParts) {
  return deductions.flatMap(({ photo, item }) => {
    const picture = photo === null ? undefined : photos.get(photo);
    return picture ? [{ ...picture, caption: `${no} ${name}：${item}` }] : [];
  });
}

function answers({ communities }: Bulletin, { clock, now }: DocumentParts): DocumentBlock[] {
  const awaited = communities.filter(({ organ }) => organ !== null);
  if (awaited.length === 0) return [paragraph('本期没有需要反馈的社区。')];
  return [
    paragraph(`截至 ${clock(now).slice(0, 16)}：`),
    {
      kind: 'table',
      columns: [
        { heading: '社区', width: 1.6 },
        { heading: '整改措施', width: 4 },
        { heading: '完成期限', width: 1.5 },
        { heading: '反馈', width: 2 },
      ],
      rows: awaited.map(({ name, answers: [newest] }) =>
        newest
          ? [
              name,
              newest.measures,
              newest.dueDay,
              `${newest.by}${newest.onBehalf ? '代录' : ''}\n${clock(newest.at).slice(0, 16)}`,
            ]
          : [name, '尚未反馈', null, null],
      ),
    },
  ];
}

const paragraph = (text: string): DocumentBlock => ({ kind: 'paragraph', text });

/** "—" where nothing is to judge (domain §5). */
export function percent({ numerator, denominator }: { numerator: number; denominator: number }): string {
  return denominator === 0 ? '—' : `${((100 * numerator) / denominator).toFixed(1)}%`;
}

function monthText(month: string): string {
  const [year, nth] = month.split('-');
  return `${year}年${Number(nth)}月`;
}

/** `2026年11月3日` of `2026-11-03 …`. */
function dayText(clock: string): string {
  return `${monthText(clock.slice(0, 7))}${Number(clock.slice(8, 10))}日`;
}
