import { useMemo } from 'react';
import { AlertDialog } from '../../ui/dialog.tsx';
import { useCall } from '../call.ts';
import { signTexts } from './sign.texts.ts';
import { useDashboard, useStore, useTexts } from '../use-dashboard.ts';
import { othersHere } from './others-here.ts';

/** Asked once before people are left alone; also when the tray's Stop was chosen. */
export function StopQuestion() {
  const texts = useTexts(signTexts);
  const store = useStore();
  const call = useCall();
  const open = useDashboard(({ view }) => view.stopQuestion);
  const people = useDashboard((now) => now.people);
  const others = useMemo(() => othersHere(people.values()), [people]);
  const close = () => {
    store.show({ stopQuestion: false });
  };
  return (
    <AlertDialog
      open={open}
      onCancel={close}
      title={texts.stopTitle(others.count)}
      confirmLabel={texts.stop}
      cancelLabel={texts.keepRunning}
      onConfirm={() => {
        close();
        void call('stopServer');
      }}
    >
      {others.hasOld ? texts.stopTextOld : texts.stopText}
    </AlertDialog>
  );
}
