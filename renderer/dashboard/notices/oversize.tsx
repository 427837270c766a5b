import { FileWarning } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCall } from '../call.ts';
import { useDashboard, useFormats, useTexts } from '../use-dashboard.ts';
import { showHidden } from '../log/line-text.ts';
import { nextLimit } from './next-limit.ts';
import { oversizeTexts } from './oversize.texts.ts';

const LONGEST_NAME = 60;

/** A name that anybody may have made up: short, and with nothing in it that turns or hides what stands beside it. */
const shownName = (name: string): string =>
  showHidden(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

/** A file was refused for its size: one click allows such files. */
export function Oversize() {
  const texts = useTexts(oversizeTexts);
  const { bytes } = useFormats();
  // a number stays with its unit
  const size = (value: number): string => bytes(value).replace(' ', '\u00A0');
  const refused = useDashboard(({ oversize }) => oversize);
  const isFixed = useDashboard(({ settings }) => settings.fixed.includes('maxUpload'));
  const isRunning = useDashboard(({ state }) => state.state === 'running');
  const call = useCall();
  if (!refused) return null;
  const next = isFixed ? undefined : nextLimit(refused.bytes);
  const dismiss = (): void => {
    void call('dismiss', 'oversize');
  };
  const allow = async (maxUpload: number): Promise<void> => {
    if ((await call('changeSettings', { server: { maxUpload } })).ok) dismiss();
  };
  return (
    <Notice
      icon={FileWarning}
      title={texts.title}
      closeLabel={texts.close}
      onClose={dismiss}
      actions={
        next !== undefined && (
          <Button
            size="s"
            onClick={() => {
              void allow(next);
            }}
          >
            {texts.allow(size(next))}
          </Button>
        )
      }
    >
      <p>
        {texts.refused(
          shownName(refused.file ?? ''),
          refused.person ?? '',
          size(refused.bytes),
          size(refused.limit),
        )}
      </p>
      {isFixed && <p>{texts.fixed}</p>}
      {next !== undefined && isRunning && <p>{texts.restarts}</p>}
    </Notice>
  );
}
