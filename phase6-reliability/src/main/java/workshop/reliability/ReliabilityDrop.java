package workshop.reliability;

import workshop.ethernet.DropReason;

/** Why something was dropped that only this phase looks at. */
public enum ReliabilityDrop implements DropReason {
  ERROR_FOR_NOBODY("the ICMP error quotes no segment of ours that is on its way");

  private final String words;

  ReliabilityDrop(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }
}
