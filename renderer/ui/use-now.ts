import { useEffect, useState } from 'react';

/**
 * The time in milliseconds, new every `interval` milliseconds and when the page is seen again (hidden ones
 * are woken less often); 0 stops the clock.
 */
export function useNow(interval: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (interval === 0) return undefined;
    const update = () => {
      setNow(Date.now());
    };
    update();
    const timer = setInterval(update, interval);
    document.addEventListener('visibilitychange', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
    };
  }, [interval]);
  return now;
}
