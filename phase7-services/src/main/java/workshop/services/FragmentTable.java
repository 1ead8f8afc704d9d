package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.ipv4.HeaderFields;
import workshop.ipv4.Ipv4Header;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.Reassembly;
import workshop.shared.DropReason;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;

/**
 * The packets of which some fragments have come (RFC 791 section 3.2; RFC 1122 section 3.3.2).
 * Anybody can send fragments of packets that are never whole: so they are bounded in memory and in
 * time. If there is no room for a new one, the oldest packet goes.
 */
final class FragmentTable implements Reassembly {
  /** RFC 1122 section 3.3.2: from 60 to 120 seconds. */
  static final long TIMEOUT = 60_000_000_000L;

  /** For all fragments together, in bytes: what Linux allows. */
  static final int MEMORY = 4 << 20;

  /** About what the objects around one fragment take up, in bytes. */
  static final int AROUND_A_FRAGMENT = 256;

  /** Fragments with the same key belong together. */
  private record Key(
      Ipv4Address source, Ipv4Address destination, int protocol, int identification) {}

  private static final class Waiting {
    final Pieces pieces = new Pieces();
    final long since;
    ByteBuffer firstHeader;

    Waiting(long since) {
      this.since = since;
    }

    int memory() {
      return pieces.received() + (1 + pieces.count()) * AROUND_A_FRAGMENT;
    }
  }

  private final LoopClock clock;
  private final IcmpErrorSender errors;
  private final ServicesObserver observer;

  /** The oldest first. */
  private final Map<Key, Waiting> packets = new LinkedHashMap<>();

  private int memory;

  /** The packet that has become whole last: valid until its handler returns. */
  private final ByteBuffer whole = ByteBuffer.allocateDirect(65535);

  FragmentTable(LoopClock clock, IcmpErrorSender errors, ServicesObserver observer) {
    this.clock = clock;
    this.errors = errors;
    this.observer = observer;
  }

  @Override
  public Ipv4Packet add(Ipv4Packet fragment) {
    Ipv4Header header = fragment.header();
    Key key =
        new Key(
            fragment.source(), fragment.destination(), header.protocol(), header.identification());
    Waiting known = packets.get(key);
    Waiting packet = known == null ? new Waiting(clock.now()) : known;
    int before = known == null ? 0 : packet.memory();
    Pieces.Verdict verdict =
        packet.pieces.add(header.fragmentOffset(), header.moreFragments(), fragment.payload());
    if (verdict == Pieces.Verdict.REFUSED) {
      packets.remove(key);
      memory -= before;
      observer.dropped(ServicesDrop.BAD_FRAGMENT, fragment.payload());
      return null;
    }
    packets.put(key, packet);
    memory += packet.memory() - before;
    if (verdict == Pieces.Verdict.DUPLICATE) {
      observer.dropped(ServicesDrop.FRAGMENT_TWICE, fragment.payload());
      return null;
    }
    if (header.fragmentOffset() == 0) {
      packet.firstHeader = copy(header.bytes());
    }
    if (packet.firstHeader != null && packet.pieces.isComplete()) {
      forget(key, packet);
      return whole(packet);
    }
    makeRoom();
    return null;
  }

  private void makeRoom() {
    Iterator<Map.Entry<Key, Waiting>> oldest = packets.entrySet().iterator();
    while (memory > MEMORY) {
      Waiting packet = oldest.next().getValue();
      oldest.remove();
      drop(packet, ServicesDrop.NO_ROOM_FOR_FRAGMENTS);
    }
  }

  private void forget(Key key, Waiting packet) {
    packets.remove(key);
    memory -= packet.memory();
  }

  private void drop(Waiting packet, DropReason reason) {
    memory -= packet.memory();
    ByteBuffer first = packet.pieces.first();
    observer.dropped(reason, first == null ? HeaderFields.NO_OPTIONS : first);
  }

  /** The packet; null if it is larger than a packet can be, its header counted. */
  private Ipv4Packet whole(Waiting packet) {
    int headerLength = packet.firstHeader.limit();
    int total = headerLength + packet.pieces.received();
    if (total > whole.capacity()) {
      observer.dropped(ServicesDrop.BAD_FRAGMENT, packet.pieces.first());
      return null;
    }
    whole.limit(total).put(0, packet.firstHeader, 0, headerLength);
    packet.pieces.writeTo(whole, headerLength);
    HeaderFields.makeWhole(whole, headerLength);
    Ipv4Packet result =
        new Ipv4Packet(new Ipv4Header(whole), whole.slice(headerLength, total - headerLength));
    observer.putTogether(result, packet.pieces.count());
    return result;
  }

  /**
   * Gives up the packets that have waited too long. Their senders are told, if the first fragment
   * has come (RFC 792, "time exceeded").
   *
   * @return when there is something to give up next; or {@link FrameReceiver#NEVER}
   */
  long expire() throws IOException {
    Iterator<Waiting> oldest = packets.values().iterator();
    while (oldest.hasNext()) {
      Waiting packet = oldest.next();
      if (clock.now() - packet.since < TIMEOUT) {
        return packet.since + TIMEOUT;
      }
      oldest.remove();
      drop(packet, ServicesDrop.FRAGMENTS_TOO_OLD);
      if (packet.firstHeader != null) {
        errors.reassemblyTimedOut(
            new Ipv4Packet(new Ipv4Header(packet.firstHeader), packet.pieces.first()));
      }
    }
    return FrameReceiver.NEVER;
  }

  /** How many bytes the fragments take up, with what is around them. */
  int memory() {
    return memory;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.limit()).put(0, bytes, 0, bytes.limit());
  }
}
