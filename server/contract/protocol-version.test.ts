import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { alarmAcknowledge, alarmClear, alarmShelve, helpCall } from './alarm.ts';
import { bulletin, bulletinDraft, bulletinMonths } from './bulletin.ts';
import { bulletinCommand } from './bulletin-event.ts';
import { coverageAnswer, coverageCells } from './coverage.ts';
import { deviceKeyIssued, deviceRegistration, deviceStanding, quarantinedDevice, refusalCount } from './device.ts';
import { down } from './down.ts';
import { coverRecord, dutyStanding } from './duty-standing.ts';
import { emergencyDeclaration } from './emergency.ts';
import { majorActionCommand, majorActionDeployment } from './emergency-action.ts';
import { emergencyCommand } from './emergency-event.ts';
import { reportWording } from './emergency-report.ts';
import { emergencyReporting } from './emergency-reporting.ts';
import { timelineEntry } from './emergency-timeline.ts';
import { warningCommand, warningIssue } from './emergency-warning.ts';
import { handover, handoverAccept, handoverSign } from './handover.ts';
import { hotSpotEvidence, hotSpots, hotSpotTargets } from './hot-spot.ts';
import { incidentImport, incidentIntake, proposal, proposalRequest } from './incident.ts';
import { incidentCommand } from './incident-event.ts';
import { limitFiling, limitRow, limitWithdrawal } from './incident-limit.ts';
import { kpiAnswer } from './kpi.ts';
import { nearestUnits } from './nearest-units.ts';
import { negativeList, negativeListImport } from './negative-list.ts';
import { operationCopy, operationPlan, operationWays, planCheck, stopOrder, stopOrderQuestion } from './operation.ts';
import { operationCalendar, operationsKept } from './operation-calendar.ts';
import { operationCommand } from './operation-event.ts';
import { operationImport } from './operation-import.ts';
import { operationReport } from './operation-report.ts';
import { placeFound } from './place-found.ts';
import { BYTES_A_UNIT, HEADER_BYTES, POSITION_FRAME_VERSION } from './position-frame.ts';
import { positionReport, positionsAnswer } from './position-report.ts';
import { PROTOCOL_VERSION } from './protocol-version.ts';
import { roundImported, roundPreview, roundSheetCommit, roundSheetQuestion } from './sanitation-import.ts';
import { sanitationIndex, sanitationRound } from './sanitation-index.ts';
import { assessmentReport, deductionReport, pointHistory, pointTargets, registeredPoint } from './scoring-point.ts';
import { signIn, tokenIssued, tokenRequest } from './session.ts';
import { rosterChange, rosterChanged, shiftPlanFiled, shiftPlanFiling, shiftPlans, unitImport } from './shift.ts';
import { trackAnswer, trackExport, trackQuestion, trackRetention } from './track.ts';
import { dutyChange, unitRegistration } from './unit.ts';
import { up } from './up.ts';
import { viewer } from './viewer.ts';

/** The hash of each version ever released; a new shape needs a new line here and a new PROTOCOL_VERSION. */
const HASH_OF_VERSION: Record<string, string> = {
  '1': '0d4fbba48d2652d9',
  '2': '4b35ba2a4b459873',
  '3': '8dd1e5955fc379fb',
  '4': '6729f71767458888',
  '5': '66fea65daf4a67f5',
};

test('the wire does not change without its version', () => {
  const shapes = Object.entries({
    ...up,
    ...down,
    incidentIntake,
    incidentImport,
    incidentCommand,
    proposalRequest,
    proposal,
    alarmAcknowledge,
    alarmShelve,
    alarmClear,
    helpCall,
    limitFiling,
    limitWithdrawal,
    limitRow,
    negativeList,
    negativeListImport,
    kpiAnswer,
    coverageAnswer,
    coverageCells,
    handover,
    handoverSign,
    handoverAccept,
    placeFound,
    positionReport,
    positionsAnswer,
    unitRegistration,
    dutyChange,
    deviceRegistration,
    deviceStanding,
    quarantinedDevice,
    deviceKeyIssued,
    refusalCount,
    shiftPlanFiling,
    shiftPlanFiled,
    shiftPlans,
    rosterChange,
    rosterChanged,
    dutyStanding,
    coverRecord,
    unitImport,
    nearestUnits,
    deductionReport,
    assessmentReport,
    registeredPoint,
    pointHistory,
    pointTargets,
    sanitationIndex,
    sanitationRound,
    roundSheetQuestion,
    roundSheetCommit,
    roundPreview,
    roundImported,
    operationPlan,
    operationCalendar,
    operationsKept,
    operationReport,
    operationCommand,
    operationCopy,
    operationImport,
    planCheck,
    stopOrderQuestion,
    stopOrder,
    operationWays,
    bulletin,
    bulletinMonths,
    bulletinDraft,
    bulletinCommand,
    emergencyDeclaration,
    emergencyCommand,
    reportWording,
    emergencyReporting,
    warningIssue,
    warningCommand,
    majorActionDeployment,
    majorActionCommand,
    timelineEntry,
    hotSpots,
    hotSpotEvidence,
    hotSpotTargets,
    trackQuestion,
    trackExport,
    trackAnswer,
    trackRetention,
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
