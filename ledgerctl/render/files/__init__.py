"""Files that are handed over 成文: the HTML page, Word, the workbook, their pictures drawn, and forms."""
