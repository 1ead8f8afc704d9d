// Sequence numbers, and numbers for people.

/** How far `a` is after `b`, in the circle of 32-bit sequence numbers; negative if before it. */
export function distance(a, b) {
  return (a - b) | 0;
}

/** 1234567 becomes 1,234,567. */
export function grouped(number) {
  return Math.round(number).toLocaleString('en-US');
}

/** A number of bytes: 66,560 becomes 65.0 KiB. */
export function bytes(count) {
  if (count % 1024 === 0 && count > 0) {
    return `${grouped(count / 1024)} KiB`;
  }
  return count < 10240 ? `${grouped(count)} B` : `${(count / 1024).toFixed(count < 102400 ? 1 : 0)} KiB`;
}

/** Microseconds, as people write a time. */
export function duration(micros) {
  if (micros < 1000) {
    return `${Math.round(micros)} µs`;
  }
  return micros < 1e6 ? `${(micros / 1000).toFixed(micros < 1e4 ? 1 : 0)} ms` : `${(micros / 1e6).toFixed(2)} s`;
}

/** The next larger of 1, 2, 5, 10, 20, 50, …: for the steps of an axis. */
export function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= rough * 0.999);
}
