/** The ranking that the address asks for, and how the address is changed. In: nothing. Out: choice, answer, and the classes of its numbers. */
import { use, useMemo } from 'react';
import { hotSpots } from '../../server/contract/hot-spot.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { questionOf, readChoice, USUAL_CHOICE } from './hot-spot-choice.ts';
import { classBounds } from './spot-classes.ts';

/** All grids of a subdistrict, and more hexagons than anybody looks through. */
const MOST_SPOTS = 1000;

export function useHotSpots() {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const [texts, change] = useAddressValues(USUAL_CHOICE);
  const choice = useMemo(() => readChoice(texts, clock.serverNow(), timeZone), [texts, clock, timeZone]);
  const question = useMemo(() => questionOf(choice), [choice]);
  const asked = useAnswer(question && '/api/v1/hot-spots', hotSpots, { ...question, limit: MOST_SPOTS });
  const spots = asked.value?.spots;
  const bounds = useMemo(() => classBounds((spots ?? []).map(({ number }) => number)), [spots]);
  return { texts, change, choice, question, asked, bounds };
}
