package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The memory for what waits in the queues of all connections. It is given out in pieces, to those
 * who need one now, and a piece that comes back is used again: so ten thousand connections that
 * wait for something to happen cost next to nothing, and the few that are busy get much.
 *
 * <p>There is a budget for it. The smallest pieces are not counted in it, and nobody is refused
 * one. So each connection can go on with a little, whatever the others have taken, and what it has
 * comes back some time. How many connections there may be has to allow for that.
 */
public final class Memory {
  /** The smallest piece, in bytes. All others are twice as large as the next smaller ones. */
  public static final int SMALLEST = 4096;

  private static final int KINDS = Integer.SIZE - Integer.numberOfTrailingZeros(SMALLEST) - 1;

  /** Bytes that somebody may use until they are given back. */
  static final class Piece {
    final ByteBuffer bytes;

    /** The same, only to read. */
    final ByteBuffer view;

    private Piece(int size) {
      bytes = ByteBuffer.allocate(size);
      view = bytes.asReadOnlyBuffer();
    }
  }

  private final long budget;

  /** What lies here unused, by size; the last one that came back is used first. */
  private final List<Deque<Piece>> unused = new ArrayList<>();

  private long inUse;
  private long unusedBytes;

  /**
   * Memory of which nothing is used yet.
   *
   * @param budget how much may be in use at the same time, in bytes, the smallest pieces not
   *     counted
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
   * @param size at least so many bytes, up to 2^30
   * @return null if that is more than the budget allows
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

  /** Gives a piece back, for others. Of what nobody needs, a small part of the budget is kept. */
  void giveBack(Piece piece) {
    int bytes = piece.bytes.capacity();
    int kind = kind(bytes);
    inUse -= kind > 0 ? bytes : 0;
    if (unusedBytes + bytes <= budget / 16) {
      unused.get(kind).add(piece);
      unusedBytes += bytes;
    }
  }

  /** Whether so much is in use that nobody should count on more: three quarters of the budget. */
  public boolean isShort() {
    return inUse > budget / 4 * 3;
  }

  /** How much is in use, in bytes, the smallest pieces not counted. */
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
