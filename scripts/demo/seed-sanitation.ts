/**
 * Brings the rounds of the sanitation index over the public interface: past ones as sheets, previewed and committed; the running one as
 * reports. In: an administrator's session, the points. Out: how much. Doing it twice adds nothing twice: sheets and numbers are the same.
 */
import type { ProfileSettings } from '../../geodata/profile-settings.ts';
import type { RoundPreview } from '../../server/contract/sanitation-import.ts';
import { localDays } from '../../server/profile/local-day.ts';
import { roundCalendar } from '../../server/sanitation-point/round-calendar.ts';
import { wallClock } from '../../server/table-files/table.ts';
import type { TownPoint } from '../simulation/profile-town.ts';
import type { AdminSession } from './admin-session.ts';
import { pastRounds, runningRound } from './sanitation-rounds.ts';

const WITH_PHOTO = 6;

export async function seedSanitation(
  admin: AdminSession,
  points: readonly TownPoint[],
  { seed, nowMs, settings, photo }: { seed: number; nowMs: number; settings: ProfileSettings; photo: Buffer },
): Promise<{ rounds: number; deductions: number }> {
  const { timeZone, sanitationIndex } = settings;
  const calendar = roundCalendar(sanitationIndex?.round?.length ?? null, localDays(timeZone));
  const options = { seed, nowMs, calendar, wallClock: wallClock(timeZone) };
  const sheets = pastRounds(points, options);
  let deductions = 0;
  for (const { round, file, text, deductions: brought } of sheets) {
    const query = `round=${round}&file=${encodeURIComponent(file)}`;
    const { preview, faults } = (await admin.send(
      `/api/v1/sanitation-rounds/preview?${query}`,
      text,
      'text/csv',
    )) as RoundPreview;
    if (faults[0]) throw new Error(`${file}: row ${faults[0].row}: ${faults[0].message}`);
    const commit = `/api/v1/sanitation-rounds/commit?${query}&preview=${preview}`;
    await admin.send(commit, text, 'text/csv');
    deductions += brought;
  }
  const running = runningRound(points, options);
  if (running === null) return { rounds: sheets.length, deductions };
  const { round, clean, deductions: reports } = running;
  if (clean.length > 0) await admin.post('/api/v1/sanitation-points/assessments', { round, points: clean });
  if (reports.length > 0) await admin.post('/api/v1/sanitation-points/deductions', reports);
  for (const { point, number } of reports.slice(0, WITH_PHOTO))
    await admin.send(
      `/api/v1/sanitation-points/${point}/photos?deduction=${encodeURIComponent(number)}`,
      photo,
      'image/jpeg',
    );
  return { rounds: sheets.length, deductions: deductions + reports.length };
}
