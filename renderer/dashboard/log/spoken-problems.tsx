import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { logTexts } from './log.texts.ts';
import { useFormats, useTexts } from '../use-dashboard.ts';

/** Often enough to hear of it, too rarely to drown everything else */
const EVERY_MS = 5000;

/**
 * Tells those who listen of new warnings and errors, and of nothing else: the log is a flood. `total` only
 * grows.
 */
export function SpokenProblems({ total }: { total: number }) {
  const texts = useTexts(logTexts);
  const { number } = useFormats();
  const [news, setNews] = useState({ total, count: 0 });
  const newest = useRef(total);
  useEffect(() => {
    newest.current = total;
  }, [total]);
  useEffect(() => {
    const timer = setInterval(() => {
      setNews((last) =>
        newest.current > last.total ? { total: newest.current, count: newest.current - last.total } : last,
      );
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const said = news.count === 1 ? texts.newProblem : texts.newProblems(number(news.count));
  return (
    <div aria-live="polite">
      <VisuallyHidden>{news.count === 0 ? '' : said}</VisuallyHidden>
    </div>
  );
}
