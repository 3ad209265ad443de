/**
 * The report as files [O-86] to [O-88]: DOCX to be printed and signed, XLSX to be counted with. In: the report as its reader may see it. Out:
 * the answer of a route, after the audit row about it is written: a report names people, so it is known who took it.
 */
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { EvidenceId } from '../contract/ids.ts';
import type { OperationReport } from '../contract/operation-report.ts';
import { auditTaken, documentAnswer } from '../document-files/document-answer.ts';
import { pageNotes } from '../document-files/page-notes.ts';
import type { Answer } from '../http/route.ts';
import type { MapPicture } from '../picture/map-picture.ts';
import { type DrawnPicture, mapPicture, smallPhotos } from '../picture/pictures.ts';
import type { Profile } from '../profile/load.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { sheetsAnswer } from '../table-files/table-answer.ts';
import type { OperationPhotos } from './photos.ts';
import { reportDocument } from './report-document.ts';
import { reportSheets } from './report-sheets.ts';
import type { ReportNames } from './report-words.ts';

/** Of what was put right both sides come first; a document of more is one that no mail takes, and takes longer than 10 s. */
const MOST_PHOTOS = 24;
const MAP_PX = 1400;

export interface ReportFileParts {
  changeLog: Pick<ChangeLog, 'commit'>;
  photos: Pick<OperationPhotos, 'read'>;
  ground: Pick<Profile['data'], 'communities' | 'roads' | 'settings'>;
  names: ReportNames;
}

type Format = 'docx' | 'xlsx';

export async function reportFile(
  format: Format,
  report: OperationReport,
  parts: ReportFileParts,
  viewer: Viewer,
  now: number,
): Promise<Answer<never>> {
  const name = `联合行动报告${report.id}`;
  const { timeZone } = parts.ground.settings;
  const what = { report: 'operation', findings: report.findings.length };
  const taken = { changeLog: parts.changeLog, cause: causeOf(viewer), subject: report.id, what, now };
  if (format === 'docx') return documentAnswer(name, await documentOf(report, parts, viewer.demo), taken);
  await auditTaken(format, taken);
  return sheetsAnswer(name, reportSheets(report, parts.names, timeZone));
}

async function documentOf(report: OperationReport, parts: ReportFileParts, isDemo: boolean) {
  const footer = pageNotes(parts.ground.settings, isDemo);
  // Two threads: the map is drawn while photos are made small.
  const [map, { photos, leftOut }] = await Promise.all([
    hasPlaces(report) ? mapPicture(mapOf(report, parts.ground, footer)) : null,
    photosOf(report, parts.photos),
  ]);
  return reportDocument(report, { ...parts.names, map, photos, photosLeftOut: leftOut, footer });
}

function hasPlaces({ squads, findings }: OperationReport): boolean {
  return findings.length > 0 || squads.some(({ stops }) => stops.length > 0);
}

/** More numbers than this nobody can tell apart on a page. */
const MOST_ON_MAP = 150;

function mapOf(
  report: OperationReport,
  { communities, roads }: ReportFileParts['ground'],
  notes: readonly string[],
): MapPicture {
  const concerned = new Set<string | null>(report.findings.map(({ community }) => community));
  return {
    widthPx: MAP_PX,
    areas: communities.features.map(({ properties: { code, name, labelAt }, geometry }) => ({
      ...{ name, labelAt, marked: concerned.has(code) },
      rings: geometry.coordinates,
    })),
    roads: roads.features.map(({ geometry }) => geometry.coordinates),
    ...spotsOf(report),
    notes,
  };
}

/** Stops by the numbers of the document and findings hollow; where that is too much, the findings of each grid as one number. */
function spotsOf({ squads, findings, byGrid }: OperationReport): Pick<MapPicture, 'points' | 'legend'> {
  const stops = squads.flatMap(squad => squad.stops);
  if (stops.length + findings.length > MOST_ON_MAP) {
    const first = new Map(findings.map(({ id, lon, lat }) => [id, { lon, lat }]));
    return {
      points: byGrid.flatMap(({ count, findings: [id] }) => {
        const at = id === undefined ? undefined : first.get(id);
        return at ? [{ ...at, label: String(count), hollow: true }] : [];
      }),
      legend: { full: null, hollow: '网格内现场发现数' },
    };
  }
  return {
    points: [
      ...stops.map(({ lon, lat }, i) => ({ lon, lat, label: String(i + 1), hollow: false })),
      ...findings.map(({ lon, lat }, i) => ({ lon, lat, label: String(i + 1), hollow: true })),
    ],
    legend: { full: stops.length > 0 ? '点位' : null, hollow: findings.length > 0 ? '现场发现' : null },
  };
}

async function photosOf({ findings }: OperationReport, kept: ReportFileParts['photos']) {
  const paired = findings.filter(({ photosAfter }) => photosAfter.length > 0);
  const others = findings.filter(({ photosAfter }) => photosAfter.length === 0);
  const ids = [
    ...new Set([...paired, ...others].flatMap(one => [...one.photos.slice(0, 1), ...one.photosAfter.slice(0, 1)])),
  ];
  const all = new Set(findings.flatMap(one => [...one.photos, ...one.photosAfter]));
  const shown: EvidenceId[] = ids.slice(0, MOST_PHOTOS);
  const small = await smallPhotos(await Promise.all(shown.map(id => kept.read(id))));
  const photos = new Map<string, DrawnPicture>();
  shown.forEach((id, i) => {
    const picture = small[i];
    if (picture) photos.set(id, picture);
  });
  return { photos, leftOut: all.size - photos.size };
}
