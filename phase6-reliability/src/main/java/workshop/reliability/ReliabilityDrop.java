package workshop.reliability;

import workshop.shared.DropReason;

/** Why something was dropped that only this phase looks at. */
public final class ReliabilityDrop {
  public static final DropReason ERROR_FOR_NOBODY =
      new DropReason("the ICMP error quotes no segment of ours that is on its way");

  private ReliabilityDrop() {}
}
