import type { JoinProblem as Problem } from '../core/model.ts';
import { Button } from '../../ui/button.tsx';
import { timeOfDay } from '../connection/time-of-day.ts';
import { joinTexts } from './join.texts.ts';
import { useClient, useLanguage, useTexts } from '../use-chat.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './join.module.css';

const SECOND = 1000;

export interface JoinProblemProps {
  problem: Problem;
  /** What stands in the field */
  name: string;
  /** Joins with the free name that the server suggested */
  onTake: (name: string) => void;
}

/** Why one is not in the room, and what can be done. */
export function JoinProblem({ problem, name, onTake }: JoinProblemProps) {
  const texts = useTexts(joinTexts);
  const client = useClient();
  switch (problem.code) {
    case 'name_taken':
      return (
        <>
          <p>{texts.nameTaken}</p>
          <Button
            size="s"
            className={styles.offer}
            onClick={() => {
              onTake(problem.suggestion);
            }}
          >
            <bdi>{problem.suggestion}</bdi>
          </Button>
        </>
      );
    case 'identity_taken':
      return (
        <>
          <p>{texts.identityTaken}</p>
          <Button
            size="s"
            className={styles.offer}
            onClick={() => {
              client.joinAsSomebodyNew(name.trim());
            }}
          >
            {texts.asSomebodyNew}
          </Button>
        </>
      );
    case 'bad_name':
      return <p>{texts.badName}</p>;
    case 'kicked':
      return <Kicked until={problem.until} />;
    case 'server_full':
      return <p>{texts.serverFull}</p>;
    case 'other_room':
      return <p>{texts.otherRoom}</p>;
    case 'other':
      if (problem.error === 'closing') return <p>{texts.closing}</p>;
      if (problem.error === 'busy') return <p>{texts.busy}</p>;
      return (
        <p>
          {texts.otherProblem} {problem.retries ? texts.retries : texts.tryLater}
        </p>
      );
  }
}

function Kicked({ until }: { until: number }) {
  const texts = useTexts(joinTexts);
  const language = useLanguage();
  const isOver = useNow(SECOND) >= until;
  return <p>{isOver ? texts.kickedOver : texts.kicked(timeOfDay(until, language))}</p>;
}
