/** K12: were emergencies reported in time? Answer of `GET /api/v1/emergency-reporting`; every part is counted, the rate is the reader's. */
import { z } from 'zod';
import { reportStep } from './emergency.ts';
import { utcMs } from './ids.ts';

export const emergencyReporting = z.object({
  from: utcMs,
  to: utcMs,
  /** Happened in that time, without those that were none. */
  emergencies: z.int(),
  steps: z.array(
    z.object({
      step: reportStep,
      /** The rate is `inTime` of `inTime + late`. */
      inTime: z.int(),
      /** Those that are over and not made yet, too. */
      late: z.int(),
      notYetDue: z.int(),
      /** Of the late ones: made in time, written down too late. */
      writtenDownLate: z.int(),
    }),
  ),
});
export type EmergencyReporting = z.infer<typeof emergencyReporting>;
