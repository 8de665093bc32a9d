/** Leaves for the sign-in page and comes back to this address afterwards. */
export function goToSignIn(): void {
  const here = location.pathname + location.search;
  location.assign(here === '/' ? '/signin' : `/signin?next=${encodeURIComponent(here)}`);
}
