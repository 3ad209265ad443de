/**
 * Version of everything in this folder. A test hashes every schema and the frame layout; when the hash changes, this line must
 * change too, and the change is described below (newest first).
 *
 * 5  emergencies (`emergency-changed`, `snapshot.emergencies`, `emergency` of incidents and alarms), alarm `report-clock`; warnings and
 *    major actions (`warning-changed`, `major-action-changed`, in the snapshot).
 * 4  joint operations (`operation-changed`, `snapshot.operations`), alarm `off-route`; states of scoring points over rounds; reporting
 *    intervals of units; who is on the roster of a shift; hot spots; ways of squads; operations due by
 *    cadence (`operation-due`); bulletins (`bulletin-changed`); targets of scoring points; frame 2, with ages to eight hours.
 * 3  devices; where units are (`unit-ground-changed`) and the community they cover; shift plans; role `field`.
 * 2  the life of incidents: states, limits, tasks, `incident-changed`; alarms; organs of units; more figures; `viewer.title`.
 * 1  first version: snapshot, delta, positions (frame 1), heartbeat, refused; hello.
 */
export const PROTOCOL_VERSION = '5';
