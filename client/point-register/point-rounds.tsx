/** What every assessed round said of a point, newest first: score, grade, what was taken off, photos; then the bulletins that named it. */
import type { PointDeduction, PointHistory } from '../../server/contract/scoring-point.ts';
import { PhotoStrip } from '../design/desk/photo-strip.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { PointClassName } from '../sanitation-point/point-sign.tsx';
import { roundText } from '../sanitation-point/round-text.ts';
import { scoreText } from '../sanitation-point/score-text.ts';
import { dateAndTime, fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function PointRounds({ history: { rounds, bulletins } }: { history: PointHistory }) {
  const { timeZone } = useProfile();
  return (
    <>
      <section>
        <h3>{say('register.rounds', { n: rounds.length })}</h3>
        {rounds.length === 0 && <p>{say('register.never')}</p>}
        <ol className="point-rounds">
          {rounds.map(({ round, score, grade, state, deductions }) => (
            <li key={round}>
              <header>
                <b>{roundText(round)}</b>
                <PointClassName of={state} />
                <span>
                  {scoreText(score)} {grade}
                </span>
              </header>
              {deductions.length > 0 && (
                <ul>
                  {deductions.map(deduction => (
                    <Deduction key={deduction.number} {...deduction} />
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      </section>
      {bulletins.length > 0 && (
        <section>
          <h3>{say('register.bulletins', { n: bulletins.length })}</h3>
          <ul className="point-bulletins">
            {bulletins.map(({ bulletin, round, at, cleared }) => (
              <li key={`${bulletin} ${round}`}>
                <span>
                  {bulletin} · {roundText(round)}
                </span>
                <span>
                  {cleared === null
                    ? say('register.not-cleared')
                    : say('register.cleared', { round: roundText(cleared) })}
                </span>
                <small>{fullDate(at, timeZone)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Deduction({ item, score, counted, repeat, note, at, photo }: PointDeduction) {
  const { timeZone } = useProfile();
  return (
    <li>
      <span>{item}</span>
      <span>
        −{scoreText(score)}
        {counted !== score && ` ${say('register.counted', { score: scoreText(counted) })}`}
      </span>
      <small>
        {at === null ? say('register.no-time') : dateAndTime(at, timeZone)}
        {repeat && <b>{say('point.state.repeat')}</b>}
        {note && ` · ${note}`}
      </small>
      {photo && (
        <PhotoStrip title={item} photos={[{ id: photo, address: `/api/v1/sanitation-photos/${photo}`, words: item }]} />
      )}
    </li>
  );
}
