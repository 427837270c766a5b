/** The product's mark: a bubble on its line. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
      <path d="M5.5 1.5h5a4 4 0 0 1 0 8H8.2L5.1 12.3a.5.5 0 0 1-.85-.37V9.3A4 4 0 0 1 5.5 1.5Z" />
      <rect x="0.5" y="13" width="15" height="1.75" rx=".875" />
    </svg>
  );
}
