import { useEffect, useState } from 'react';

const midnightAfter = (now: Date): number =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();

/** Now, renewed with each new day. */
export function useDay(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const renew = () => {
      setNow((before) => (Date.now() >= midnightAfter(before) ? new Date() : before));
    };
    const timer = setTimeout(renew, midnightAfter(now) - now.getTime() + 1000);
    // timers stand still while a device sleeps
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [now]);
  return now;
}
