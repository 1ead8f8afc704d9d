package workshop.services;

import workshop.shared.DropReason;

/** The reasons why phase 7 drops something. */
public final class ServicesDrop {
  public static final DropReason DATAGRAM_TOO_SHORT =
      new DropReason("the datagram is shorter than a UDP header");
  public static final DropReason BAD_UDP_LENGTH =
      new DropReason("the UDP header's length is impossible");
  public static final DropReason BAD_UDP_CHECKSUM = new DropReason("the UDP checksum is wrong");
  public static final DropReason CLOSED_PORT = new DropReason("nobody listens on this UDP port");
  public static final DropReason BAD_FRAGMENT =
      new DropReason("the fragment does not fit the others: the whole packet is dropped");
  public static final DropReason FRAGMENT_TWICE = new DropReason("the fragment is there already");
  public static final DropReason FRAGMENTS_TOO_OLD =
      new DropReason("the other fragments of this packet did not come in time");
  public static final DropReason NO_ROOM_FOR_FRAGMENTS =
      new DropReason("there are too many fragments: the oldest packet is dropped");
  public static final DropReason TOO_MANY_FRAGMENTS_OF_SENDER =
      new DropReason("this sender has too many fragments: its oldest packet is dropped");

  private ServicesDrop() {}
}
