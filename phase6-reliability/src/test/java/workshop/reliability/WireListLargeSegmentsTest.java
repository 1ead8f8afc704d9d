package workshop.reliability;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import workshop.testkit.Exercise;

/** The same list on a link that cuts segments: on the wire, nothing may be different. */
@Order(57)
@Exercise("6.9")
@DisplayName("What the RFCs say, where many segments leave as one")
class WireListLargeSegmentsTest extends WireList {
  @Override
  WireHost start() throws Exception {
    return StackHost.withLargeSegments();
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }
}
