/** A report as a document (首报, 续报, 终报): the eleven fields in their order, who wrote and who approved it, and when it was sent. */
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { ReportFields, ReportWording } from '../contract/emergency-report.ts';
import type { OfficeDocument } from '../document-files/office-document.ts';
import { reportName } from './emergency-words.ts';

export interface ReportDocumentParts {
  /** 新安街道. */
  place: string;
  /** On every page: 演示数据 … */
  footer: readonly string[];
  /** By the clock of the jurisdiction. */
  time(ms: number): string;
}

const FIELDS: Record<keyof ReportFields, string> = {
  receivedAt: '接报时间',
  source: '信息来源',
  happenedAt: '事发时间',
  place: '地点',
  nature: '性质',
  scope: '影响范围',
  loss: '损失',
  trend: '趋势',
  leaders: '领导到位',
  measures: '已采取措施',
  suggestions: '建议',
};

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'];
const STATES = { draft: '草稿', submitted: '待审', approved: '已审' } as const;

export function reportDocument(
  { id, sent }: Pick<EmergencyRecord, 'id' | 'sent'>,
  report: ReportWording,
  { place, footer, time }: ReportDocumentParts,
): OfficeDocument {
  // What is approved is the newest wording, and no other.
  const isNewest = report.wording === report.version;
  const state = isNewest ? STATES[report.state] : '旧稿';
  const keys = Object.keys(FIELDS) as (keyof ReportFields)[];
  const sendings = isNewest ? sent.filter(one => one.report === report.number) : [];
  return {
    title: `${place}突发事件${reportName(report).zh}`,
    subtitle: [`${id}　第${report.wording}稿（${state}）`, time(report.writtenAt)],
    footer,
    sections: [
      ...keys.map((key, i) => ({
        heading: `${NUMERALS[i]}、${FIELDS[key]}`,
        blocks: (report.fields[key] || '未填').split('\n').map(text => ({ kind: 'paragraph' as const, text })),
      })),
      ...(sendings.length === 0
        ? []
        : [
            {
              heading: null,
              blocks: [
                {
                  kind: 'table' as const,
                  caption: '报送记录',
                  columns: ['报送人', '接收人', '方式', '报送时间', '登记时间'].map(heading => ({ heading })),
                  rows: sendings.map(one => [
                    ...[one.sender, one.recipient, one.means === 'phone' ? '电话' : '书面'],
                    ...[time(one.sentAt), time(one.savedAt)],
                  ]),
                },
              ],
            },
          ]),
      {
        heading: null,
        blocks: [
          {
            kind: 'signatures' as const,
            signatures: [
              { role: '起草', name: report.writtenBy, at: time(report.writtenAt) },
              {
                role: '审定',
                name: isNewest ? (report.approvedBy ?? report.approver) : null,
                at: isNewest && report.approvedAt !== null ? time(report.approvedAt) : null,
              },
            ],
          },
        ],
      },
    ],
  };
}
