package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.ipv4.HeaderFields;
import workshop.ipv4.Ipv4Header;
import workshop.shared.Ipv4Address;
import workshop.tap.OutgoingFrame;

/** Sends packets that may be larger than a frame: cut into fragments (RFC 791 section 3.2). */
final class Fragmenter {
  /** The largest payload of a packet, in bytes: its total length has 16 bits. */
  static final int LARGEST_PAYLOAD = 65535 - Ipv4Header.MINIMUM_SIZE;

  static final int MORE_FRAGMENTS = HeaderFields.MORE_FRAGMENTS;

  /** The fragment offset counts in units of this many bytes. */
  static final int UNIT = 8;

  private final int mtu;
  private final PacketSender sender;
  private final ServicesObserver observer;
  private final OutgoingFrame fragment;
  private int identification;

  /**
   * Sends whole packets and fragments.
   *
   * @param mtu the largest packet that fits into a frame, in bytes
   * @param identification of the first packet that is cut
   */
  Fragmenter(int mtu, PacketSender sender, int identification, ServicesObserver observer) {
    this.mtu = mtu;
    this.sender = sender;
    this.identification = identification;
    this.observer = observer;
    fragment = new OutgoingFrame(mtu);
  }

  /**
   * Sends a packet. If it does not fit into a frame, it is cut.
   *
   * @param frame with the payload, {@link #LARGEST_PAYLOAD} bytes at most
   * @param options a multiple of 4 bytes; if the packet is cut, only the first fragment has them
   */
  void send(OutgoingFrame frame, int protocol, Ipv4Address destination, ByteBuffer options)
      throws IOException {
    if (Ipv4Header.MINIMUM_SIZE + options.limit() + frame.size() <= mtu) {
      // A packet that nobody may cut needs no identification (RFC 6864 section 4.1).
      sender.send(
          frame, protocol, destination, new HeaderFields(0, HeaderFields.DONT_FRAGMENT, options));
      return;
    }
    identification = identification + 1 & 0xFFFF;
    observer.cut(destination, protocol, frame.size());
    cut(frame.bytes(), protocol, destination, identification, options);
  }

  // --- Exercise 7.4: A packet in fragments (RFC 791 section 3.2)

  /**
   * Cuts a payload into fragments, and sends them in order. Each is as large as possible: the
   * packet has {@code mtu} bytes at most, and its payload is a multiple of {@link #UNIT}. The last
   * fragment has the rest. Only the first fragment has the options, so it has less room for
   * payload.
   *
   * <p>Put each fragment into the frame {@code fragment}, as a message, and then hand it to the
   * {@code sender}. All have the same identification.
   *
   * @param payload from index 0 to the limit; do not move its position
   */
  private void cut(
      ByteBuffer payload,
      int protocol,
      Ipv4Address destination,
      int identification,
      ByteBuffer options)
      throws IOException {
    int offset = 0;
    while (offset < payload.limit()) {
      ByteBuffer own = offset == 0 ? options : HeaderFields.NO_OPTIONS;
      int room = (mtu - Ipv4Header.MINIMUM_SIZE - own.limit()) / UNIT * UNIT;
      int length = Math.min(room, payload.limit() - offset);
      boolean more = offset + length < payload.limit();
      fragment.message(length).put(0, payload, offset, length);
      sender.send(
          fragment,
          protocol,
          destination,
          new HeaderFields(identification, flagsAndOffset(offset, more), own));
      offset += length;
    }
  }

  /**
   * The 16 bits in the header: {@link #MORE_FRAGMENTS} if more follow, and the offset in units.
   *
   * @param offset where the fragment belongs, in bytes
   */
  static int flagsAndOffset(int offset, boolean more) {
    return (more ? MORE_FRAGMENTS : 0) | offset / UNIT;
  }

  // --- End of exercise 7.4
}

// Hints for 7.4:
// - Write a loop over an offset. The offset begins at 0, and grows by the length of each fragment,
//   until it reaches the payload's limit.
// - The room is `mtu`, minus 20 bytes of header, minus the options of this fragment. Round it down
//   to a multiple of 8: `room / UNIT * UNIT`. For an MTU of 1500 this is 1480.
// - More fragments follow if offset plus length is less than the payload's limit. The last fragment
//   must not have this bit: it tells the receiver where the packet ends.
// - For one fragment: `fragment.message(length).put(0, payload, offset, length)`, then
//   `sender.send(fragment, protocol, destination, new HeaderFields(identification,
//   flagsAndOffset(offset, more), own))`. `own` is `options` in the first fragment, and
//   `HeaderFields.NO_OPTIONS` in all others.
