import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { down } from './down.ts';
import { incidentImport, incidentIntake } from './incident.ts';
import { BYTES_A_UNIT, HEADER_BYTES, POSITION_FRAME_VERSION } from './position-frame.ts';
import { positionReport, positionsAnswer } from './position-report.ts';
import { PROTOCOL_VERSION } from './protocol-version.ts';
import { deductionReport } from './scoring-point.ts';
import { signIn, tokenIssued, tokenRequest } from './session.ts';
import { dutyChange, unitRegistration } from './unit.ts';
import { up } from './up.ts';
import { viewer } from './viewer.ts';

/** The hash of each version ever released; a new shape needs a new line here and a new PROTOCOL_VERSION. */
const HASH_OF_VERSION: Record<string, string> = { '1': '0d4fbba48d2652d9' };

test('the wire does not change without its version', () => {
  const shapes = Object.entries({
    ...up,
    ...down,
    incidentIntake,
    incidentImport,
    positionReport,
    positionsAnswer,
    unitRegistration,
    dutyChange,
    deductionReport,
    signIn,
    tokenRequest,
    tokenIssued,
    viewer,
  }).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]);
  const hash = createHash('sha256')
    .update(JSON.stringify([shapes, POSITION_FRAME_VERSION, HEADER_BYTES, BYTES_A_UNIT]))
    .digest('hex')
    .slice(0, 16);
  expect({ [PROTOCOL_VERSION]: hash }).toEqual({ [PROTOCOL_VERSION]: HASH_OF_VERSION[PROTOCOL_VERSION] });
});
