/** A bulletin as files: DOCX to be printed and signed, XLSX to be counted with. Rules BU-15, BU-16. Both are audited. */
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { Bulletin } from '../contract/bulletin.ts';
import type { EvidenceId } from '../contract/ids.ts';
import { documentAnswer } from '../document-files/document-answer.ts';
import { pageNotes } from '../document-files/page-notes.ts';
import type { Answer } from '../http/route.ts';
import { photoShape } from '../picture/photo-shape.ts';
import { type DrawnPicture, smallPhotos } from '../picture/pictures.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import { wallClock } from '../table-files/table.ts';
import { tableAnswer } from '../table-files/table-answer.ts';
import { bulletinDocument } from './bulletin-document.ts';
import { type BulletinMapParts, bulletinMap } from './bulletin-map.ts';
import type { BulletinParts } from './bulletin-parts.ts';
import { bulletinColumns, bulletinLines } from './bulletin-sheet.ts';

/** Four pages of them; more would make a document that no mail takes. */
const MOST_PHOTOS = 48;

export interface BulletinFileParts
  extends Pick<BulletinParts, 'changeLog' | 'points' | 'organs' | 'office'>,
    BulletinMapParts {}

export async function bulletinDocx(
  bulletin: Bulletin,
  parts: BulletinFileParts,
  viewer: Viewer,
  now: number,
): Promise<Answer<never>> {
  const { changeLog, ground, organs, office } = parts;
  const { timeZone, sanitationIndex, name } = ground.settings;
  const map = await bulletinMap(parts, bulletin, viewer.demo);
  const { photos, leftOut } = await photosOf(bulletin, parts);
  return documentAnswer(
    `环卫测评重复扣分通报${bulletin.id}`,
    bulletinDocument(bulletin, {
      office: office === null ? name : organs.name(office),
      indexName: sanitationIndex?.name ?? '',
      ...{ map: map && pictureOf(map), photos, photosLeftOut: leftOut },
      ...{ footer: pageNotes(ground.settings, viewer.demo), clock: wallClock(timeZone), now },
    }),
    {
      ...{ changeLog, cause: causeOf(viewer), subject: bulletin.id, now },
      what: { points: bulletin.points.length, photos: photos.size },
    },
  );
}

export function bulletinXlsx(bulletin: Bulletin, parts: BulletinFileParts, viewer: Viewer, now: number): Answer<never> {
  const { timeZone } = parts.ground.settings;
  const exported = { changeLog: parts.changeLog, cause: causeOf(viewer), subject: 'bulletin', format: 'xlsx', at: now };
  return tableAnswer('xlsx', `环卫测评重复扣分通报${bulletin.id}`, {
    ...{ sheet: bulletin.id, timeZone, columns: bulletinColumns(bulletin) },
    rows: auditedRows({ ...exported, filter: { bulletin: bulletin.id } }, bulletinLines(bulletin)),
  });
}

/** Points in their order; a photo that shows two deductions stands once. */
async function photosOf({ points }: Bulletin, { points: book }: BulletinFileParts) {
  const ids = [
    ...new Set(points.flatMap(({ deductions }) => deductions.flatMap(({ photo }) => (photo === null ? [] : [photo])))),
  ];
  const shown: { id: EvidenceId; bytes: Buffer }[] = [];
  for (const id of ids.slice(0, MOST_PHOTOS)) {
    const bytes = await book.photo(id);
    if (bytes) shown.push({ id, bytes });
  }
  const small = await smallPhotos(shown.map(({ bytes }) => bytes));
  const photos = new Map<string, DrawnPicture>();
  shown.forEach(({ id }, i) => {
    const picture = small[i];
    if (picture) photos.set(id, picture);
  });
  return { photos, leftOut: ids.length - photos.size };
}

/** Our own map, as it was kept. */
function pictureOf(png: Buffer): DrawnPicture | null {
  const shape = photoShape(png);
  return shape && { type: 'png', bytes: png, width: shape.width, height: shape.height };
}
