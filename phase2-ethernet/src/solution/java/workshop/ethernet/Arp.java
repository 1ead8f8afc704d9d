package workshop.ethernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Address Resolution Protocol (RFC 826): answers who asks for our Ethernet address, and finds
 * the Ethernet address of whom we send to.
 */
public final class Arp implements FrameHandler {
  /** A neighbour is not asked for more often than that (RFC 1122 section 2.3.2.1). */
  private static final long REQUEST_INTERVAL_NANOS = 1_000_000_000;

  private static final int MOST_QUESTIONS = 256;

  private static final byte[] NO_PACKET = {};

  /** A question that is not answered yet, and the packet that waits for the answer, if any. */
  private record Question(long asked, int etherType, byte[] packet) {}

  private final EthernetLayer ethernet;
  private final Ipv4Address address;
  private final Observer observer;
  private final NeighbourTable neighbours = new NeighbourTable();
  private final Map<Ipv4Address, Question> questions = new LinkedHashMap<>();

  /**
   * Speaks ARP on this link from now on.
   *
   * @param address our own
   */
  public Arp(EthernetLayer ethernet, Ipv4Address address, Observer observer) {
    this.ethernet = ethernet;
    this.address = address;
    this.observer = observer;
    ethernet.handle(EtherType.ARP, this);
  }

  // --- Exercise 2.5: Answering who asks for us (RFC 826, "Packet Reception")

  @Override
  public void receive(EthernetFrame frame, long now) throws IOException {
    ArpPacket packet;
    try {
      packet = ArpPacket.parse(frame.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), frame.payload());
      return;
    }
    if (packet.senderMac().isMulticast()
        || !packet.sender().isUnicast() && !packet.sender().equals(Ipv4Address.ANY)) {
      // Believing it would make us send one machine's packets to a whole group.
      observer.dropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame.payload());
      return;
    }
    answer(packet, now);
  }

  /** RFC 826, "Packet Reception": its steps, in its order. */
  private void answer(ArpPacket packet, long now) throws IOException {
    boolean aboutUs = packet.target().equals(address);
    boolean known = neighbours.find(packet.sender()) != null;
    // Whoever asks for us will soon be sent something: learn its address on the way, and save a
    // question. A sender without an address only probes whether ours is taken (RFC 5227 section
    // 2.1.1); one that claims our address is not a neighbour.
    if ((aboutUs || known)
        && !packet.sender().equals(Ipv4Address.ANY)
        && !packet.sender().equals(address)) {
      learn(packet.sender(), packet.senderMac(), now);
    }
    if (aboutUs && packet.operation() == ArpPacket.REQUEST) {
      packet.replyFrom(ethernet.mac()).write(ethernet.payload());
      ethernet.send(packet.senderMac(), EtherType.ARP);
    }
  }

  // --- End of exercise 2.5

  // --- Exercise 2.6: Asking who has an address (RFC 1122 section 2.3.2)

  /**
   * Sends what has been written into the Ethernet layer's payload to a neighbour, at once or as
   * soon as its Ethernet address is known. A question is written into that same payload: take the
   * packet out of it ({@link #takePayload}) before asking.
   *
   * @param neighbour a machine on this link
   * @param now the time, in nanoseconds on the loop's clock
   */
  public void send(Ipv4Address neighbour, int etherType, long now) throws IOException {
    NeighbourTable.Entry entry = neighbours.find(neighbour);
    if (entry == null) {
      ask(neighbour, etherType, takePayload(), now);
      return;
    }
    ethernet.send(entry.mac(), etherType);
    if (entry.isStale(now)) {
      ask(neighbour, etherType, NO_PACKET, now);
    }
  }

  /**
   * Keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants, and asks. Where
   * there are {@link #MOST_QUESTIONS} already, the oldest is given up for a new one. A packet that
   * is given up is told to the observer ({@link #drop}).
   *
   * @param packet what waits for the answer, or {@link #NO_PACKET}
   */
  private void ask(Ipv4Address neighbour, int etherType, byte[] packet, long now)
      throws IOException {
    Question before = questions.remove(neighbour);
    if (before != null) {
      drop(before);
    } else if (questions.size() == MOST_QUESTIONS) {
      drop(questions.remove(questions.keySet().iterator().next()));
    }
    boolean askedLately = before != null && now - before.asked < REQUEST_INTERVAL_NANOS;
    questions.put(neighbour, new Question(askedLately ? before.asked : now, etherType, packet));
    if (askedLately) {
      return;
    }
    new ArpPacket(ArpPacket.REQUEST, ethernet.mac(), address, MacAddress.ZERO, neighbour)
        .write(ethernet.payload());
    ethernet.send(MacAddress.BROADCAST, EtherType.ARP);
  }

  // --- End of exercise 2.6

  /**
   * What is sent to this neighbour does not seem to arrive: with the next packet for it, it is
   * asked again (RFC 1122 section 2.3.2.1, (4): advice from the layers above).
   */
  public void doubt(Ipv4Address neighbour) {
    neighbours.doubt(neighbour);
  }

  /** Who is known on this link. */
  NeighbourTable neighbours() {
    return neighbours;
  }

  /** A copy of what has been written into the Ethernet layer's payload. */
  private byte[] takePayload() {
    ByteBuffer payload = ethernet.payloadWritten();
    byte[] packet = new byte[payload.remaining()];
    payload.get(packet);
    return packet;
  }

  /** Tells that the packet of a question, if it has one, will not be sent. */
  private void drop(Question question) {
    if (question.packet.length > 0) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, ByteBuffer.wrap(question.packet));
    }
  }

  /** Remembers who has this Ethernet address, and sends the packet that has waited for it. */
  private void learn(Ipv4Address neighbour, MacAddress mac, long now) throws IOException {
    neighbours.learn(neighbour, mac, now);
    Question question = questions.remove(neighbour);
    if (question != null && question.packet.length > 0) {
      ethernet.payload().put(question.packet);
      ethernet.send(mac, question.etherType);
    }
  }
}

// Hints for 2.5:
// - receive: what ArpPacket.parse refuses is dropped, and so is a sender that is not one machine;
//   the observer is told why. 0.0.0.0 is allowed: such a sender has no address yet.
// - Read "Packet Reception" in RFC 826: learning comes first, answering second, and only the
//   second looks at the operation.
// - Learn from whoever means us, or is known already and tells something new. Not from 0.0.0.0,
//   and not that somebody else has our address.
// - An answer is written into ethernet.payload(), and goes to the packet's sender alone.

// Hints for 2.6:
// - send: a neighbour that is known is sent to at once. For one that is not, take the payload and
//   ask. One that is stale is sent to, and asked as well, with NO_PACKET to wait for the answer.
// - ask: there is one Question for each neighbour. Take out the one before: its packet is dropped,
//   its time stays if less than REQUEST_INTERVAL_NANOS have passed, and then nothing is sent.
// - MOST_QUESTIONS is the limit: else whoever makes us send to ever new addresses fills the memory.
//   A LinkedHashMap's first key is the oldest.
// - The question goes to everybody, from our two addresses, for MacAddress.ZERO and the neighbour.
