import { Fragment } from 'react';
import { typed } from './join-address.ts';
import styles from './join.module.css';

/**
 * An address to read aloud: air around its dots, the port set apart, line breaks only between its parts. As
 * text it is what people type.
 */
export function AddressText({ url }: { url: string }) {
  const { host, port } = typed(url);
  const isV6 = host.startsWith('[');
  const parts = host.split(isV6 ? ':' : '.');
  return (
    <span translate="no">
      {parts.map((part, index) => (
        // the parts of an address have no other name than their place
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 &&
            (isV6 ? (
              <>
                :<wbr />
              </>
            ) : (
              <i className={styles.dot}>.</i>
            ))}
          {part}
        </Fragment>
      ))}
      {port !== '' && <span className={styles.port}>{port}</span>}
    </span>
  );
}
