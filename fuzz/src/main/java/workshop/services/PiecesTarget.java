package workshop.services;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/**
 * {@link Pieces} beside an array of bytes, and of what is known of each. Of the input, each four
 * bytes are a fragment.
 */
public final class PiecesTarget {
  private static final int LARGEST = 65515;

  private final byte[] bytes = new byte[LARGEST];
  private final boolean[] isThere = new boolean[LARGEST];

  /** By offset: the size. */
  private final Map<Integer, Integer> kept = new HashMap<>();

  private int total = -1;
  private final Pieces pieces = new Pieces();

  private PiecesTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    PiecesTarget target = new PiecesTarget();
    Bytes input = new Bytes(data);
    while (!input.isEmpty()) {
      target.add(input.take(), input.take(), input.take(), input.take());
    }
  }

  private void add(int flags, int place, int size, int fill) {
    // Offsets of up to 2040 bytes, where fragments meet; or of up to 65528.
    int offset = flags / 2 % 2 == 0 ? place * 8 : (place * 32 + size % 32) * 8;
    boolean more = flags % 2 == 1;
    byte[] payload = new byte[flags / 4 % 2 == 0 ? size : size / 8 * 8];
    Arrays.fill(payload, (byte) fill);
    Pieces.Verdict expected = expected(offset, more, payload.length);
    Pieces.Verdict verdict = pieces.add(offset, more, Parsing.slice(payload));
    require(verdict == expected, "%s, not %s".formatted(verdict, expected));
    if (verdict == Pieces.Verdict.KEPT) {
      keep(offset, more, payload);
    }
    require(pieces.count() == kept.size(), "how many fragments there are");
    check();
  }

  /** By RFC 791 section 3.2 and RFC 5722, byte by byte. */
  private Pieces.Verdict expected(int offset, boolean more, int size) {
    int end = offset + size;
    if (kept.getOrDefault(offset, -1) == size) {
      return Pieces.Verdict.DUPLICATE;
    }
    if (size == 0 || end > LARGEST || more && size % 8 != 0) {
      return Pieces.Verdict.REFUSED;
    }
    for (int i = offset; i < end; i++) {
      if (isThere[i]) {
        return Pieces.Verdict.REFUSED;
      }
    }
    boolean fits = more ? total < 0 || end <= total : total < 0 && last() < end;
    return fits ? Pieces.Verdict.KEPT : Pieces.Verdict.REFUSED;
  }

  private int last() {
    return kept.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  private void keep(int offset, boolean more, byte[] payload) {
    System.arraycopy(payload, 0, bytes, offset, payload.length);
    Arrays.fill(isThere, offset, offset + payload.length, true);
    kept.put(offset, payload.length);
    if (!more) {
      total = offset + payload.length;
    }
  }

  private void check() {
    int there = kept.values().stream().mapToInt(Integer::intValue).sum();
    require(pieces.received() == there, "how many bytes there are");
    require(pieces.isComplete() == (there == total), "whether all is there");
    if (there == total) {
      ByteBuffer whole = Parsing.dirty(20 + total, 0xA5);
      pieces.writeTo(whole, 20);
      byte[] payload = Arrays.copyOfRange(Plain.bytes(whole), 20, 20 + total);
      require(Arrays.equals(payload, Arrays.copyOf(bytes, total)), "the whole packet");
    }
  }
}
