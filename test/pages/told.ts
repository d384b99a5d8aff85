/**
 * What assistive technology is told of each of these states and elements, in Chromium as in Firefox: a line for each
 * that has a role, with its name, its value, how it stands, and what describes it; words alone in quotation marks. The
 * keys of a dial pad are one line. What only counts is all zeros.
 */
export const TOLD: Readonly<Record<string, string>> = {
  'connected telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      textbox "Number to call"
      12 keys
      button "Recent calls"
      button "Call"
  `,
  'connected telnyx-call-list': `
    region "Calls"
      "No calls"
  `,
  'connected telnyx-call-status': `
    "Ready"
  `,
  'typed telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      textbox "Number to call" = +1 202 555 0143 (United States)
      "United States"
      12 keys
      button "Recent calls"
      button "Call"
      button "Delete last digit"
  `,
  'incoming telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "Ada Lovelace +1 202 555 0143 Incoming call"
      button "Reject"
      button "Answer"
  `,
  'incoming telnyx-call-list': `
    region "Calls"
      list "Calls"
        listitem
          "Ada Lovelace +1 202 555 0143 Incoming call"
          button "Answer"
          button "Reject"
  `,
  'active telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      button "Mute"
      button "Keypad"
      button "Hold"
      button "Add call"
      button "Hang up"
  `,
  'active telnyx-call-status': `
    "In call"
    timer
      "0:00"
  `,
  'active telnyx-call-list': `
    region "Calls"
      list "Calls"
        listitem
          "Ada Lovelace In call"
          timer
            "0:00"
          button "Hold Ada Lovelace"
          button "Hang up Ada Lovelace"
  `,
  'muted telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      image "Muted"
      button "Unmute"
      button "Keypad"
      button "Hold"
      button "Add call"
      button "Hang up"
  `,
  'muted telnyx-call-status': `
    "In call"
    timer
      "0:00"
    image "Muted"
  `,
  'holding telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      button "Mute"
      button "Keypad"
      button "Hold" disabled busy
      button "Add call"
      button "Hang up"
  `,
  'keypad telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      group "Keys pressed"
        "123#"
      12 keys
      button "Hang up"
      button "Hide keypad"
  `,
  'transfer telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      "Transfer to"
      textbox "Transfer to" = +15557654321
      button "Transfer"
      button "Hang up"
      button "Cancel"
  `,
  'talk-waiting telnyx-phone': `
    region "Phone"
      "Phone Reconnecting…"
      button "Audio devices" collapsed
      group "Connection"
        "Connection lost Attempt 4 of 10 in 0 seconds. You can still talk."
        button "Reconnect now"
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      button "Mute"
      button "Keypad" disabled
      button "Hold" disabled
      button "Add call" disabled
      button "Hang up"
  `,
  'talk-waiting telnyx-reconnect-banner': `
    group "Connection"
      "Connection lost Attempt 4 of 10 in 0 seconds. You can still talk."
      button "Reconnect now"
  `,
  'exhausted telnyx-phone': `
    region "Phone"
      "Phone Not connected"
      button "Audio devices" collapsed
      group "Connection"
        "Could not reconnect The phone could not reconnect and has stopped trying. Check the network, then reconnect."
        button "Reconnect now"
      textbox "Number to call"
      12 keys
      button "Recent calls"
      button "Call" disabled
  `,
  'call-lost telnyx-reconnect-banner': `
    group "Connection"
      "The call was lost Ada Lovelace"
      button "Call again"
      button "Dismiss"
  `,
  'hung-up telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      "+1 202 555 0143 Call ended"
      timer
        "0:00"
      button "Close"
      button "Call again"
  `,
  'call-waiting telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      list "Calls"
        listitem
          "Grace Hopper +1 202 555 0187 Call waiting"
          button "Hold and answer"
          button "End and answer"
          button "Reject"
      "Ada Lovelace +1 202 555 0143 In call"
      timer
        "0:00"
      button "Mute"
      button "Keypad"
      button "Hold"
      button "Add call"
      button "Hang up"
  `,
  'two-calls telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      list "Calls"
        listitem
          "Ada Lovelace On hold"
          timer
            "0:00"
          button "Swap to Ada Lovelace"
          button "Hang up Ada Lovelace"
      "Grace Hopper +1 555 765 4321 In call"
      timer
        "0:00"
      button "Mute"
      button "Keypad"
      button "Hold"
      button "Add call"
      button "Hang up"
  `,
  'two-calls telnyx-call-list': `
    region "Calls"
      list "Calls"
        listitem
          "Ada Lovelace On hold"
          timer
            "0:00"
          button "Swap to Ada Lovelace"
          button "Hang up Ada Lovelace"
        listitem
          "Grace Hopper In call"
          timer
            "0:00"
          button "Hold Grace Hopper"
          button "Hang up Grace Hopper"
  `,
  'microphone-lost telnyx-media-recovery': `
    group "Microphone"
      "Your microphone has stopped They cannot hear you. Plug it in or allow it, then try again."
      button "Try again"
      button "End call"
  `,
  'quality-poor telnyx-call-quality': `
    button "Call quality: Poor" collapsed
  `,
  'invalid-destination telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      alert
        "That is not a number, SIP address or user name. Check it and try again."
        button "Dismiss"
      textbox "Number to call" = ring ring
      12 keys
      button "Recent calls"
      button "Call"
      button "Delete last digit"
  `,
  'playback-blocked telnyx-phone': `
    region "Phone"
      "Phone Ready"
      button "Audio devices" collapsed
      group "Sound is off"
        "Sound is off Press anywhere on the page to hear the call."
        button "Turn on sound"
      "+1 202 555 0143 In call"
      timer
        "0:00"
      button "Mute"
      button "Keypad"
      button "Hold"
      button "Add call"
      button "Hang up"
  `,
  'devices telnyx-device-select': `
    group "Audio devices"
      "Microphone"
      combobox "Microphone" = Jabra Evolve2 65 Mono collapsed
        option "System default"
        option "Built-in Microphone"
        option "Jabra Evolve2 65 Mono"
      meter "Microphone level" = 0
      button "Test microphone"
      "Speaker"
      combobox "Speaker" = System default collapsed
        option "System default"
        option "Built-in Speakers"
        option "Jabra Evolve2 65 Mono"
      button "Test the speaker"
      "Ringer"
      combobox "Ringer" = System default collapsed
        option "System default"
        option "Built-in Speakers"
        option "Jabra Evolve2 65 Mono"
      button "Test the ringer"
  `,
  'button telnyx-call-button': `
    button "Call the shop"
  `,
  'button-talking telnyx-call-button': `
    group
      "In call"
      timer
        "0:00"
      button "Hang up"
  `,
  'button-offline telnyx-call-button': `
    button "Call the shop" disabled (Offline)
    "Offline"
  `,
  'controls-held telnyx-call-controls': `
    region "Call controls"
      button "Unmute"
      button "Keypad"
      button "Resume"
      button "Transfer"
      button "Hang up"
  `,
  'dialpad telnyx-dialpad': `
    region "Dial pad"
      textbox "Number to call" = +1 202 555 0143 (United States)
      "United States"
      12 keys
      button "Call"
      button "Delete last digit"
  `,
  'incoming-call telnyx-incoming-call': `
    region "Incoming call"
      "Ada Lovelace +1 202 555 0143 Incoming call"
      button "Reject"
      button "Answer"
  `,
  'incoming-call-waiting telnyx-incoming-call': `
    region "Incoming call"
      "Grace Hopper +1 555 765 4321 Incoming call"
      button "Hold and answer"
      button "End and answer"
      button "Reject"
  `,
  'transcript-speaking telnyx-transcript': `
    log "Conversation"
      "Assistant Halden Heat, good evening. What can I do? You My pump shows a blinking orange light. Is that bad? Assistant No. Orange, blinking slowly, means that it is defrosting: that takes ten minutes or so. If it blinks fast, tell me, and I shall send somebody. You And if it blinks fast? Assistant And if it does, I shall"
    textbox "Message to the assistant"
    button "Send"
    status
    button "Copy conversation"
  `,
};
