import { CircleCheck, Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { JoinProblem } from '../join/join-problem.tsx';
import { connectionTexts } from './connection.texts.ts';
import { useChat, useClient, useLanguage, useTexts } from '../use-chat.ts';
import { useNow } from '../../ui/use-now.ts';
import { Banner } from './banner.tsx';
import { offlineWords, QUIET_MS, secondsToGo } from './offline-words.ts';
import { timeOfDay } from './time-of-day.ts';
import { useNetwork } from './use-network.ts';

const SECOND = 1000;
const BACK_MS = 3_000;

/** Says that the connection is gone, why, and what to check; and for a moment that it is back. */
export function ConnectionBanner() {
  const shown = useShown(useChat(({ connection: { phase } }) => phase === 'offline' || phase === 'refused'));
  if (shown === 'offline') return <Offline />;
  return shown === 'back' ? <Back /> : null;
}

function useShown(isAway: boolean): 'nothing' | 'offline' | 'back' {
  const [shown, setShown] = useState<'nothing' | 'offline' | 'back'>('nothing');
  if (!isAway && shown === 'offline') setShown('back');
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setShown(isAway ? 'offline' : 'nothing');
      },
      isAway ? QUIET_MS : BACK_MS,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [isAway]);
  return shown;
}

function Back() {
  const texts = useTexts(connectionTexts);
  return <Banner calm icon={CircleCheck} title={texts.back} />;
}

function Offline() {
  const texts = useTexts(connectionTexts);
  const language = useLanguage();
  const client = useClient();
  const connection = useChat((state) => state.connection);
  const problem = useChat((state) => state.joinProblem);
  const name = useChat(({ me }) => me.name);
  const hasNetwork = useNetwork();
  const now = useNow(SECOND);
  const words = offlineWords(connection, hasNetwork, now, texts, (time) => timeOfDay(time, language));
  if (!words) return null;
  const seconds = hasNetwork ? secondsToGo(connection, now) : null;
  const mayComeBack =
    connection.reason === 'kicked' && (connection.until === null || now >= connection.until);
  const isAdmission = connection.reason === 'not_admitted';
  // the countdown is for the eye: read aloud every second it would drown everything else
  return (
    <Banner
      icon={Unplug}
      title={
        <>
          {words.title}
          {seconds !== null && <span aria-hidden="true">{texts.inSeconds(seconds)}</span>}
        </>
      }
      action={
        connection.reason === 'kicked' ? (
          mayComeBack && (
            <Button
              size="s"
              onClick={() => {
                client.comeBack();
              }}
            >
              {texts.comeBack}
            </Button>
          )
        ) : (
          <Button
            size="s"
            onClick={() => {
              client.wake();
            }}
          >
            {texts.tryNow}
          </Button>
        )
      }
    >
      {isAdmission && problem ? (
        <JoinProblem
          problem={problem}
          name={name}
          onTake={(free) => {
            client.join(free);
          }}
        />
      ) : (
        words.text
      )}
    </Banner>
  );
}
