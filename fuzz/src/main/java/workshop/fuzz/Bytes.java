package workshop.fuzz;

import java.util.Arrays;

/** The fuzzer's bytes, taken from the front one by one: small numbers that say what to do. */
public final class Bytes {
  private final byte[] all;
  private int next;

  public Bytes(byte[] all) {
    this.all = all;
  }

  /** The next byte, from 0 to 255; 0 where there is none left. */
  public int take() {
    return next < all.length ? all[next++] & 0xFF : 0;
  }

  /** The next bytes: so many, or what is left. */
  public byte[] take(int most) {
    int from = next;
    next = Math.min(all.length, next + most);
    return Arrays.copyOfRange(all, from, next);
  }

  /** All that is left. */
  public byte[] rest() {
    return take(all.length);
  }

  public boolean isEmpty() {
    return next == all.length;
  }
}
