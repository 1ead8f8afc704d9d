package workshop.services;

import java.nio.ByteBuffer;
import workshop.ipv4.HeaderFields;
import workshop.shared.Ipv4Address;

/**
 * The options of an echo request that go into the reply: record route and time stamp, each with an
 * entry of ours (RFC 1122 section 3.2.2.6; RFC 791 section 3.1). The reply has no other options.
 */
final class EchoOptions {
  private static final int END = 0;
  private static final int NOTHING = 1;
  private static final int RECORD_ROUTE = 7;
  private static final int TIME_STAMP = 68;

  // Flags of the time stamp option.
  private static final int TIMES_ONLY = 0;
  private static final int WITH_ADDRESSES = 1;
  private static final int ADDRESSES_GIVEN = 3;

  private static final int POINTER = 2;
  private static final int OVERFLOW_AND_FLAG = 3;
  private static final int WORD = 4;
  private static final int FIRST_ROUTE = 4;
  private static final int FIRST_TIME = 5;

  private final Ipv4Address address;

  /**
   * Fills in one address.
   *
   * @param address our own
   */
  EchoOptions(Ipv4Address address) {
    this.address = address;
  }

  /**
   * The options of the reply.
   *
   * @param request the options of the request, from index 0 to the limit
   * @param time in milliseconds since midnight UT
   * @return a new buffer, filled up to a multiple of 4 bytes; empty if an option is malformed
   */
  ByteBuffer ofReply(ByteBuffer request, int time) {
    byte[] kept = new byte[request.limit()];
    ByteBuffer reply = ByteBuffer.wrap(kept);
    int i = 0;
    while (i < request.limit() && request.get(i) != END) {
      if (request.get(i) == NOTHING) {
        i++;
        continue;
      }
      int length = i + 1 < request.limit() ? request.get(i + 1) & 0xFF : 0;
      if (length < 2 || i + length > request.limit()) {
        return HeaderFields.NO_OPTIONS;
      }
      int type = request.get(i) & 0xFF;
      int least = type == RECORD_ROUTE ? FIRST_ROUTE - 1 : FIRST_TIME - 1;
      if ((type == RECORD_ROUTE || type == TIME_STAMP) && length >= least) {
        int start = reply.position();
        reply.put(start, request, i, length).position(start + length);
        fillIn(type, reply.slice(start, length), time);
      }
      i += length;
    }
    int size = (reply.position() + WORD - 1) / WORD * WORD;
    return ByteBuffer.wrap(kept).limit(Math.min(size, kept.length / WORD * WORD));
  }

  private void fillIn(int type, ByteBuffer option, int time) {
    if (type == RECORD_ROUTE) {
      int at = next(option, FIRST_ROUTE, WORD);
      if (at >= 0) {
        address.write(option, at);
      }
      return;
    }
    switch (option.get(OVERFLOW_AND_FLAG) & 0xF) {
      case TIMES_ONLY -> stamp(option, WORD, time);
      case WITH_ADDRESSES -> stamp(option, 2 * WORD, time);
      case ADDRESSES_GIVEN -> stampIfAsked(option, time);
      default -> {
        // An unknown kind of time stamp.
      }
    }
  }

  private void stamp(ByteBuffer option, int size, int time) {
    int at = next(option, FIRST_TIME, size);
    if (at < 0) {
      countOverflow(option);
      return;
    }
    if (size > WORD) {
      address.write(option, at);
    }
    option.putInt(at + size - WORD, time);
  }

  /** The sender has named the machines that put in a time: maybe ours is one of them. */
  private void stampIfAsked(ByteBuffer option, int time) {
    int at = (option.get(POINTER) & 0xFF) - 1;
    boolean room = at >= FIRST_TIME - 1 && at + 2 * WORD <= option.limit();
    if (room && Ipv4Address.read(option, at).equals(address)) {
      stamp(option, 2 * WORD, time);
    }
  }

  /**
   * Where the next entry goes, and moves the pointer behind it; -1 if there is no room.
   *
   * @param first the smallest pointer: it counts from 1
   */
  private static int next(ByteBuffer option, int first, int size) {
    int pointer = option.get(POINTER) & 0xFF;
    int at = pointer - 1;
    if (pointer < first || at + size > option.limit()) {
      return -1;
    }
    option.put(POINTER, (byte) (pointer + size));
    return at;
  }

  /** Counts one more machine without room. The counter has four bits, and stays at its maximum. */
  private static void countOverflow(ByteBuffer option) {
    int count = option.get(OVERFLOW_AND_FLAG) >>> 4 & 0xF;
    if (count < 15) {
      option.put(OVERFLOW_AND_FLAG, (byte) (option.get(OVERFLOW_AND_FLAG) + 0x10));
    }
  }
}
