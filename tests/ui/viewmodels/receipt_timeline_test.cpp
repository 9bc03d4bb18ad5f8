#include "ui/viewmodels/receipt_timeline.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

SwapReceipt swapOfTwoThreads() {
  SwapReceipt receipt;
  receipt.number = 3;
  receipt.at = 10s;
  receipt.from = 1;
  receipt.to = 2;
  receipt.vet = 5200us;
  receipt.publish = 20us;
  receipt.threads = {{.last_on_old = 10s - 2us, .first_on_new = 10s + 5us}, {.last_on_old = -1ns, .first_on_new = -1ns}};
  receipt.unload_proven = true;
  receipt.complete = true;
  return receipt;
}

TEST(ReceiptTimelineTest, HasTheStepsThatTookTimeInTheirOrder) {
  const ReceiptTimeline timeline = receiptTimeline(swapOfTwoThreads());
  ASSERT_EQ(timeline.steps.size(), 2U);
  EXPECT_EQ(timeline.steps[0].name, "vet");
  EXPECT_EQ(timeline.steps[0].text, "5.2 ms");
  EXPECT_EQ(timeline.steps[1].name, "publish");
}

TEST(ReceiptTimelineTest, CountsAThreadsChangeFromThePublication) {
  const ReceiptTimeline timeline = receiptTimeline(swapOfTwoThreads());
  ASSERT_EQ(timeline.threads.size(), 2U);
  EXPECT_EQ(timeline.threads[0].last_on_old, -2000);
  EXPECT_EQ(timeline.threads[0].first_on_new, 5000);
  EXPECT_FALSE(timeline.threads[1].last_on_old.has_value());
}

TEST(ReceiptTimelineTest, SaysInWordsWhatThePictureShows) {
  const QString text = receiptTimeline(swapOfTwoThreads()).text;
  EXPECT_TRUE(text.contains("No. 3")) << text.toStdString();
  EXPECT_TRUE(text.contains("vet: 5.2 ms"));
  EXPECT_TRUE(text.contains(QString::fromUtf8("T0: last on the old version −2 µs, first on the new one +5 µs")));
  EXPECT_TRUE(text.contains("T1: no request around the swap"));
  EXPECT_TRUE(text.contains("Unloaded: yes"));
}

}  // namespace
}  // namespace hotswap::ui
