/**
 * 日历订阅: the own feed for calendar programs, made, copied once, revoked. In: whether it is open. The server keeps the key as a hash, so an
 * address that was not copied is made anew, which ends the one before.
 */
import { useState } from 'react';
import { z } from 'zod';
import { calendarFeed, calendarFeedMade } from '../../server/contract/operation-calendar.ts';
import { askServer } from '../connection/ask-server.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SecretOnce } from '../design/desk/secret-once.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

const PATH = '/api/v1/calendar-feed';

export function FeedDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={say('feed.title')} isOpen={isOpen} onClose={onClose} closesOutside>
      <Feed />
    </Dialog>
  );
}

function Feed() {
  const { timeZone } = useProfile();
  const { value: feed, problem, isAsking, ask } = useAnswer(PATH, calendarFeed);
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const make = async () => {
    const answer = await askServer(PATH, calendarFeedMade, { method: 'POST', body: {} });
    setFailed(answer.name === 'answered' ? null : refusalText(answer));
    if (answer.name === 'answered') setAddress(window.location.origin + answer.value.path);
    ask();
  };
  const revoke = async () => {
    const answer = await askServer(PATH, z.undefined(), { method: 'DELETE' });
    setFailed(answer.name === 'answered' ? null : refusalText(answer));
    setAddress(null);
    ask();
  };
  const used = feed && (feed.lastUsedAt === null ? say('feed.never') : dateAndTime(feed.lastUsedAt, timeZone));
  return (
    <div className="feed">
      <p>{say('feed.help')}</p>
      {(problem ?? failed) && (
        <Notice urgent role="alert">
          {problem ?? failed}
        </Notice>
      )}
      <p role="status">
        {feed
          ? say('feed.made', { at: dateAndTime(feed.createdAt, timeZone), used: used ?? '' })
          : say(isAsking ? 'page.loading' : 'feed.none')}
      </p>
      {address !== null && <SecretOnce secret={address} warning={say('feed.once')} />}
      <div className="desk-actions">
        <Button kind="primary" onPress={() => void make()}>
          {say(feed ? 'feed.make-again' : 'feed.make')}
        </Button>
        {feed && (
          <Button kind="danger" onPress={() => void revoke()}>
            {say('feed.revoke')}
          </Button>
        )}
      </div>
    </div>
  );
}

function refusalText(answer: { name: 'refused'; refusal: { message: string } } | { name: 'unreachable' }): string {
  return answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable');
}
