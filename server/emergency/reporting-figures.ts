/** K12: the reports of emergencies, counted (EM-29). In: emergencies that happened in the period. Out: counts of each step. Pure. */
import { type EmergencyRecord, type ReportClock, reportStep } from '../contract/emergency.ts';
import type { EmergencyReporting } from '../contract/emergency-reporting.ts';
import { overdue } from './report-clocks.ts';

export function reportingFigures(
  emergencies: readonly EmergencyRecord[],
  { from, to }: { from: number; to: number },
  now: number,
): EmergencyReporting {
  const counted = emergencies.filter(({ dismissed }) => !dismissed);
  const clocks = counted.flatMap(record => record.clocks.map(clock => overdue(clock, now)));
  const owed = clocks.filter(({ state }) => state !== 'lapsed');
  return {
    ...{ from, to, emergencies: counted.length },
    steps: reportStep.options.map(step => {
      const own = owed.filter(clock => clock.step === step);
      const late = own.filter(({ lateSince }) => lateSince !== null);
      return {
        step,
        inTime: own.filter(({ state, lateSince }) => state === 'done' && lateSince === null).length,
        late: late.length,
        notYetDue: own.filter(({ state, lateSince }) => state === 'running' && lateSince === null).length,
        writtenDownLate: late.filter(wasMadeInTime).length,
      };
    }),
  };
}

const wasMadeInTime = ({ state, sentAt, dueAt }: ReportClock) => state === 'done' && sentAt !== null && sentAt < dueAt;
