package workshop.services;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
 * Anybody can send fragments of packets that never become whole. So there are limits for memory and
 * time. If there is no room for a new fragment, the oldest packet is dropped. Each sender has a
 * share of the memory, too: if its share is full, the oldest packet of this sender is dropped. So a
 * flood from one sender does not drop the packets of others.
 */
final class FragmentTable implements Reassembly {
  /** RFC 1122 section 3.3.2: from 60 to 120 seconds. */
  static final long TIMEOUT = 60_000_000_000L;

  /** For all fragments together, in bytes: what Linux allows. */
  static final int MEMORY = 4 << 20;

  /** For the fragments of one sender, in bytes. */
  static final int SHARE = MEMORY / 4;

  /** The memory for the objects around one fragment, roughly, in bytes. */
  static final int AROUND_A_FRAGMENT = 256;

  /** Fragments with the same key belong together. */
  private record Key(
      Ipv4Address source, Ipv4Address destination, int protocol, int identification) {}

  private static final class Waiting {
    final Key key;
    final Pieces pieces = new Pieces();
    final long since;
    ByteBuffer firstHeader;

    /** How much of its memory is already in the sums. */
    int counted;

    Waiting(Key key, long since) {
      this.key = key;
      this.since = since;
    }

    int memory() {
      return pieces.received() + (1 + pieces.count()) * AROUND_A_FRAGMENT;
    }
  }

  private static final class Sender {
    /** The oldest first. */
    final Set<Waiting> packets = new LinkedHashSet<>();

    int memory;
  }

  private final LoopClock clock;
  private final IcmpErrorSender errors;
  private final ServicesObserver observer;

  /** The oldest first. */
  private final Map<Key, Waiting> packets = new LinkedHashMap<>();

  private final Map<Ipv4Address, Sender> senders = new HashMap<>();
  private int memory;

  /** The packet that became whole last; valid until its handler returns. */
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
    Waiting packet = packets.computeIfAbsent(key, fresh -> new Waiting(fresh, clock.now()));
    Pieces.Verdict verdict =
        packet.pieces.add(header.fragmentOffset(), header.moreFragments(), fragment.payload());
    if (verdict == Pieces.Verdict.REFUSED) {
      forget(packet);
      observer.dropped(ServicesDrop.BAD_FRAGMENT, fragment.payload());
      return null;
    }
    if (verdict == Pieces.Verdict.DUPLICATE) {
      observer.dropped(ServicesDrop.FRAGMENT_TWICE, fragment.payload());
      return null;
    }
    if (header.fragmentOffset() == 0) {
      packet.firstHeader = copy(header.bytes());
    }
    if (packet.firstHeader != null && packet.pieces.isComplete()) {
      forget(packet);
      return whole(packet);
    }
    makeRoom(count(packet));
    return null;
  }

  /** Updates the sums. Returns the sender of the packet. */
  private Sender count(Waiting packet) {
    Sender sender = senders.computeIfAbsent(packet.key.source(), source -> new Sender());
    sender.packets.add(packet);
    int more = packet.memory() - packet.counted;
    packet.counted += more;
    sender.memory += more;
    memory += more;
    return sender;
  }

  private void makeRoom(Sender sender) {
    while (sender.memory > SHARE) {
      drop(sender.packets.iterator().next(), ServicesDrop.TOO_MANY_FRAGMENTS_OF_SENDER);
    }
    while (memory > MEMORY) {
      drop(packets.values().iterator().next(), ServicesDrop.NO_ROOM_FOR_FRAGMENTS);
    }
  }

  private void forget(Waiting packet) {
    packets.remove(packet.key);
    memory -= packet.counted;
    Sender sender = senders.get(packet.key.source());
    if (sender != null && sender.packets.remove(packet)) {
      sender.memory -= packet.counted;
      if (sender.packets.isEmpty()) {
        senders.remove(packet.key.source());
      }
    }
  }

  private void drop(Waiting packet, DropReason reason) {
    forget(packet);
    ByteBuffer first = packet.pieces.first();
    observer.dropped(reason, first == null ? HeaderFields.NO_OPTIONS : first);
  }

  /** The packet; null if header and payload together are too large for a packet. */
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
   * Gives up the packets that have waited too long. If the first fragment has come, the sender gets
   * "time exceeded" (RFC 792).
   *
   * @return when the next packet has waited too long; or {@link FrameReceiver#NEVER}
   */
  long expire() throws IOException {
    while (!packets.isEmpty()) {
      Waiting packet = packets.values().iterator().next();
      if (clock.now() - packet.since < TIMEOUT) {
        return packet.since + TIMEOUT;
      }
      drop(packet, ServicesDrop.FRAGMENTS_TOO_OLD);
      if (packet.firstHeader != null) {
        errors.reassemblyTimedOut(
            new Ipv4Packet(new Ipv4Header(packet.firstHeader), packet.pieces.first()));
      }
    }
    return FrameReceiver.NEVER;
  }

  /** How much memory the fragments take, with the objects around them, in bytes. */
  int memory() {
    return memory;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.limit()).put(0, bytes, 0, bytes.limit());
  }
}
