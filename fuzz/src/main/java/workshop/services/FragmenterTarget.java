package workshop.services;

import static workshop.fuzz.Parsing.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/**
 * {@link Fragmenter} and {@link Pieces}: a payload that is cut for any MTU, and put together again
 * in any order, is the same.
 */
public final class FragmenterTarget {
  private record Fragment(int offset, boolean more, byte[] payload) {}

  private FragmenterTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    int mtu = 68 + input.take();
    int words = input.take() % 11;
    int turn = input.take();
    byte[] payload =
        Arrays.copyOf(input.rest(), Math.min(65515 - 4 * words, (data.length + 1) * 9));
    List<Fragment> sent = send(payload, mtu, words);
    int room = mtu - 20 - 4 * words;
    if (payload.length <= room) {
      require(sent.size() == 1, "what fits is cut");
    }
    Pieces pieces = new Pieces();
    for (int i = 0; i < sent.size(); i++) {
      Fragment one = sent.get((i + turn) % sent.size());
      if (sent.size() == 1 && payload.length == 0) {
        return; // there is nothing to put together
      }
      require(!pieces.isComplete(), "complete too early");
      require(
          pieces.add(one.offset, one.more, Parsing.slice(one.payload)) == Pieces.Verdict.KEPT,
          "a fragment does not fit the others");
    }
    require(pieces.isComplete(), "a part is missing");
    ByteBuffer whole = Parsing.dirty(payload.length, 0xA5);
    pieces.writeTo(whole, 0);
    require(Arrays.equals(Plain.bytes(whole), payload), "the whole is another");
  }

  private static List<Fragment> send(byte[] payload, int mtu, int words) {
    List<Fragment> sent = new ArrayList<>();
    Fragmenter fragmenter =
        new Fragmenter(
            mtu,
            (frame, protocol, destination, fields) -> {
              int offset = fields.flagsAndOffset() % 0x2000 * 8;
              int options = fields.options().limit();
              require(20 + options + frame.size() <= mtu, "it does not fit into a frame");
              require(options == (offset == 0 ? 4 * words : 0), "the options");
              boolean more = fields.flagsAndOffset() / 0x2000 % 2 == 1;
              sent.add(new Fragment(offset, more, Plain.bytes(frame.bytes())));
            },
            7,
            new ServicesObserver() {});
    OutgoingFrame frame = new OutgoingFrame(payload.length);
    frame.message(payload.length).put(0, payload);
    try {
      fragmenter.send(frame, 17, Ipv4Address.BROADCAST, ByteBuffer.allocate(4 * words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sent;
  }
}
