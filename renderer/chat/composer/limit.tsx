import { cx } from '../../ui/cx.ts';
import { useFormats } from '../messages/format.ts';
import { composerTexts } from './composer.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './composer.module.css';

/** Characters that are left when they are told */
const NEAR = 500;

/** How much more may be written, once that matters. */
export function Limit({ left }: { left: number }) {
  const texts = useTexts(composerTexts);
  const { number } = useFormats();
  if (left > NEAR) return null;
  return (
    <span className={cx(styles.limit, left < 0 && styles.over)} role="status">
      {left < 0 ? texts.over(number(-left)) : texts.left(number(left))}
    </span>
  );
}
