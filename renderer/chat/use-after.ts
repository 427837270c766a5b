import { useEffect, useState } from 'react';

/** Whether so many milliseconds have passed since this was first drawn. */
export function useAfter(ms: number): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsAfter(true);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }, [ms]);
  return isAfter;
}
