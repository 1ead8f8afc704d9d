package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The memory for the queues of all connections. A queue takes a piece when it needs one, and gives
 * it back for others to use. So ten thousand idle connections cost almost nothing, and a few busy
 * ones get a lot.
 *
 * <p>There is a budget. The smallest pieces do not count, and every queue gets one. So each
 * connection can always go on with a little memory, and gives it back some time. The limit for the
 * number of connections must take this into account.
 */
public final class Memory {
  /** The smallest piece, in bytes. Each larger size is twice the size before it. */
  public static final int SMALLEST = 4096;

  private static final int KINDS = Integer.SIZE - Integer.numberOfTrailingZeros(SMALLEST) - 1;

  /** Bytes that a queue may use until it gives them back. */
  static final class Piece {
    final ByteBuffer bytes;

    /** The same bytes, for reading only. */
    final ByteBuffer view;

    private Piece(int size) {
      bytes = ByteBuffer.allocate(size);
      view = bytes.asReadOnlyBuffer();
    }
  }

  private final long budget;

  /** The unused pieces, by size. The one that came back last is used first. */
  private final List<Deque<Piece>> unused = new ArrayList<>();

  private long inUse;
  private long unusedBytes;

  /**
   * Memory of which nothing is used yet.
   *
   * @param budget how many bytes may be in use at the same time, without the smallest pieces
   */
  public Memory(long budget) {
    this.budget = budget;
    for (int i = 0; i < KINDS; i++) {
      unused.add(new ArrayDeque<>(1));
    }
  }

  /**
   * A piece with old bytes in it.
   *
   * @param size the least size, in bytes, up to 2^30
   * @return null if the budget does not allow it
   */
  Piece take(int size) {
    int kind = kind(size);
    int bytes = SMALLEST << kind;
    if (kind > 0 && inUse + bytes > budget) {
      return null;
    }
    inUse += kind > 0 ? bytes : 0;
    Piece piece = unused.get(kind).pollLast();
    if (piece == null) {
      return new Piece(bytes);
    }
    unusedBytes -= bytes;
    return piece;
  }

  /** Gives a piece back. This class keeps unused pieces up to a small part of the budget. */
  void giveBack(Piece piece) {
    int bytes = piece.bytes.capacity();
    int kind = kind(bytes);
    inUse -= kind > 0 ? bytes : 0;
    if (unusedBytes + bytes <= budget / 16) {
      unused.get(kind).add(piece);
      unusedBytes += bytes;
    }
  }

  /** Whether memory is short: more than three quarters of the budget are in use. */
  public boolean isShort() {
    return inUse > budget / 4 * 3;
  }

  /** How many bytes are in use, without the smallest pieces. */
  public long inUse() {
    return inUse;
  }

  /** 0 for the smallest, 1 for one that is twice as large, and so on. */
  private static int kind(int size) {
    return size <= SMALLEST
        ? 0
        : Integer.numberOfLeadingZeros(SMALLEST - 1) - Integer.numberOfLeadingZeros(size - 1);
  }
}
