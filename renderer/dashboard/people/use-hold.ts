import { useEffect, useRef, useState } from 'react';

/** A pointer that rests this long points at nothing */
const REST_MS = 3000;

/**
 * Whether somebody is pointing at the element that gets these handlers: nothing should move under their
 * pointer.
 */
export function useHold() {
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = () => {
    clearTimeout(timer.current);
    setIsHeld(false);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return {
    isHeld,
    handlers: {
      onPointerMove: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(release, REST_MS);
        setIsHeld(true);
      },
      onPointerLeave: release,
    },
  };
}
